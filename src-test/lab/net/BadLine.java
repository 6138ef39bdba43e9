package lab.net;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A line that loses datagrams and is late, in front of a port of this host, for one guest: not every kernel can do it. */
final class BadLine implements AutoCloseable {
    private final DatagramSocket outside;
    private final DatagramSocket inside = new DatagramSocket();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final Random chance = new Random(7);
    private final SocketAddress target;
    private final int loss;
    private final int delay;
    private volatile @Nullable SocketAddress guest;

    /** @param delay milliseconds, each way */
    BadLine(int port, int target, int loss, int delay) throws IOException {
        this.outside = new DatagramSocket(port);
        this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), target);
        this.loss = loss;
        this.delay = delay;
        Agent.daemon(() -> carry(outside, inside));
        Agent.daemon(() -> carry(inside, outside));
    }

    private void carry(DatagramSocket from, DatagramSocket to) throws IOException {
        byte[] room = new byte[65536];
        while (!from.isClosed()) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            from.receive(packet);
            if (from == outside) {
                guest = packet.getSocketAddress();
            }
            SocketAddress next = to == inside ? target : guest;
            if (next != null && chance.nextInt(100) >= loss) {
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                later.schedule(() -> send(to, bytes, next), delay, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static void send(DatagramSocket to, byte[] bytes, SocketAddress next) {
        try {
            to.send(new DatagramPacket(bytes, bytes.length, next));
        } catch (IOException e) {
            // lost as well
        }
    }

    @Override
    public void close() {
        outside.close();
        inside.close();
        later.shutdownNow();
    }
}
