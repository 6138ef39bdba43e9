package vpnsentinel.echoserver;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.RateLimit;
import vpnsentinel.network.Address;
import vpnsentinel.settings.StartProblem;

/** Answers datagrams, one after the other, each in memory and at once; sources that ask too often get no answer. */
public final class Datagrams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);
    private static final int LARGEST = 1500;
    /** A minute and source: a resolver of many clients, and more than any of them alone needs. */
    public static final int MOST_A_MINUTE = 1_200;

    private final String what;
    private final DatagramSocket socket;
    private final RateLimit limit;
    private final BiFunction<byte[], InetSocketAddress, Optional<byte[]>> answer;

    /**
     * Listens from now on; throws when it cannot.
     *
     * @param what for people: {@code STUN}
     * @param answer what to send back, called by one thread
     */
    public Datagrams(
            String what,
            InetSocketAddress at,
            RateLimit limit,
            BiFunction<byte[], InetSocketAddress, Optional<byte[]>> answer) {
        this.what = what;
        this.limit = limit;
        this.answer = answer;
        try {
            socket = new DatagramSocket(at);
        } catch (IOException e) {
            throw cannotListen(what, at, e);
        }
        Thread thread =
                new Thread(this::serve, what.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'));
        thread.setDaemon(true);
        thread.start();
    }

    static StartProblem cannotListen(String what, InetSocketAddress at, IOException cause) {
        String setting = what.equals("STUN") ? "VPN_SENTINEL_SERVER_STUN" : "VPN_SENTINEL_DNS_ECHO";
        return new StartProblem("cannot listen on " + at.getHostString() + ":" + at.getPort() + " (" + what + "): "
                + cause.getMessage() + "; set " + setting + "_PORT or " + setting + "_BIND");
    }

    private void serve() {
        byte[] buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                reply(Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
            } catch (IOException e) {
                LOG.debug("datagram not answered service=\"{}\" cause=\"{}\"", what, e.toString());
            } catch (RuntimeException e) {
                LOG.warn("datagram not answered service=\"{}\"", what, e);
            }
        }
    }

    private void reply(byte[] packet, SocketAddress from) throws IOException {
        if (!(from instanceof InetSocketAddress caller) || caller.getPort() == 0) {
            return;
        }
        boolean tooMany = limit.count(Address.of(caller.getAddress()), System.currentTimeMillis())
                .isPresent();
        Optional<byte[]> bytes = tooMany ? Optional.empty() : answer.apply(packet, caller);
        if (bytes.isPresent()) {
            socket.send(new DatagramPacket(bytes.get(), bytes.get().length, caller));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
