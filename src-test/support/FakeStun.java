package support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import vpnsentinel.probe.Stun;

/** A STUN server on a free loopback port that sees its callers at the address that a test says. */
public final class FakeStun implements AutoCloseable {
    private final DatagramSocket socket;
    private final InetSocketAddress caller;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int losing;
    private volatile List<byte[]> first = List.of();

    public FakeStun(String caller) {
        this.caller = new InetSocketAddress(caller, 40_000);
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "fake-stun");
        thread.setDaemon(true);
        thread.start();
    }

    /** The setting that names it. */
    public String text() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Loses so many questions first. */
    public FakeStun loses(int questions) {
        losing = questions;
        return this;
    }

    /** Sends these packets before each answer. */
    public FakeStun sendsFirst(byte[]... packets) {
        first = List.of(packets);
        return this;
    }

    /** The number of questions so far. */
    public int asked() {
        return asked.get();
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (asked.incrementAndGet() > losing) {
                    answer(packet, Arrays.copyOf(buffer, packet.getLength()));
                }
            } catch (IOException e) {
                continue; // closed
            }
        }
    }

    private void answer(DatagramPacket from, byte[] question) throws IOException {
        for (byte[] packet : first) {
            socket.send(new DatagramPacket(packet, packet.length, from.getSocketAddress()));
        }
        Optional<byte[]> answer = Stun.answer(question, caller);
        if (answer.isPresent()) {
            socket.send(new DatagramPacket(answer.get(), answer.get().length, from.getSocketAddress()));
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
