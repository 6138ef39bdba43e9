package vpnsentinel.probe;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;

/** Whether the kernel knows a way to an address. Connecting a datagram socket asks it; no packet is sent. */
final class Reach {
    /** A public address of IPv6 that stands for all of them; only its route is looked up. */
    private static final InetSocketAddress PUBLIC_V6 = new InetSocketAddress("2606:4700:4700::1111", 53);

    private Reach() {}

    /** Whether there is a way to public addresses of IPv6. */
    public static boolean v6() {
        return has(PUBLIC_V6);
    }

    /** Whether there is a way to the address, and a local address to go by. */
    static boolean has(InetSocketAddress target) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(target);
            return !socket.getLocalAddress().isAnyLocalAddress();
        } catch (SocketException | UncheckedIOException noWay) {
            return false;
        }
    }
}
