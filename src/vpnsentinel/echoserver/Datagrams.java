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
import vpnsentinel.settings.StartProblem;

/**
 * Answers datagrams, one after the other, each in memory and at once, and so many a second in all. Anybody can send one in
 * another's name; so a source is not locked out for what came in its name, unless the answer would be the larger one.
 */
public final class Datagrams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);
    private static final int LARGEST = 1500;
    private static final int MOST_A_SECOND = 5_000;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MINUTE_NS = 60 * SECOND_NS;

    private final String what;
    private final DatagramSocket socket;
    private final BiFunction<byte[], InetSocketAddress, Optional<byte[]>> answer;
    private long second = System.nanoTime();
    private int answered;
    private long complained = System.nanoTime() - MINUTE_NS;

    /**
     * Listens from now on; throws when it cannot.
     *
     * @param what for people: {@code STUN}
     * @param answer what to send back, called by one thread
     */
    public Datagrams(
            String what, InetSocketAddress at, BiFunction<byte[], InetSocketAddress, Optional<byte[]>> answer) {
        this.what = what;
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
                complain(e);
            }
        }
    }

    /** Once a minute at most, since anybody may send anything. */
    private void complain(RuntimeException cause) {
        long now = System.nanoTime();
        if (now - complained >= MINUTE_NS) {
            complained = now;
            LOG.warn("datagram not answered service=\"{}\" cause=\"{}\"", what, cause.toString());
        }
    }

    private void reply(byte[] packet, SocketAddress from) throws IOException {
        if (!(from instanceof InetSocketAddress caller) || caller.getPort() == 0) {
            return;
        }
        Optional<byte[]> bytes = isTooMuch() ? Optional.empty() : answer.apply(packet, caller);
        if (bytes.isPresent()) {
            socket.send(new DatagramPacket(bytes.get(), bytes.get().length, caller));
        }
    }

    private boolean isTooMuch() {
        long now = System.nanoTime();
        if (now - second >= SECOND_NS) {
            second = now;
            answered = 0;
        }
        return ++answered > MOST_A_SECOND;
    }

    @Override
    public void close() {
        socket.close();
    }
}
