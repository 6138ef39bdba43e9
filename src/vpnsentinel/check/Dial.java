package vpnsentinel.check;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;

/**
 * A TCP connection to a server that does not answer, which tells a firewall from a server that is down.
 *
 * @param end how far it got
 * @param local whether the server has a private address
 * @param port the server's port
 * @param way by which way it went, empty where that cannot be told
 */
record Dial(End end, boolean local, int port, Optional<Way> way) {
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final String ASK =
            "is VPN_SENTINEL_URL right, the server up, and does the VPN container let you out to it?";

    /** How far a connection gets. */
    enum End {
        /** It is accepted: what listens there is at fault. */
        ACCEPTED,
        /** Nobody listens, or a firewall says no. */
        REFUSED,
        /** Nothing comes back. */
        SILENT
    }

    /**
     * The way that the kernel chooses.
     *
     * @param link the interface
     * @param tunnel whether that is point-to-point
     * @param network its network in CIDR notation
     */
    record Way(String link, boolean tunnel, String network) {}

    /** Connects and closes at once. Takes at most five seconds. */
    static Dial to(URI server, Duration patience) {
        int port = server.getPort() >= 0 ? server.getPort() : "https".equals(server.getScheme()) ? 443 : 80;
        InetSocketAddress there = new InetSocketAddress(HostName.of(server), port);
        if (there.isUnresolved()) {
            return new Dial(End.SILENT, false, port, Optional.empty());
        }
        Duration most = patience.compareTo(MOST) < 0 ? patience : MOST;
        return new Dial(end(there, most), Address.of(there.getAddress()).isPrivate(), port, way(there));
    }

    private static End end(InetSocketAddress there, Duration most) {
        try (Socket socket = new Socket()) {
            socket.connect(there, (int) most.toMillis());
            return End.ACCEPTED;
        } catch (SocketTimeoutException silent) {
            return End.SILENT;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("refused") ? End.REFUSED : End.SILENT;
        }
    }

    /** Asks the kernel; no packet is sent. */
    private static Optional<Way> way(InetSocketAddress there) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(there);
            InetAddress own = socket.getLocalAddress();
            NetworkInterface link = NetworkInterface.getByInetAddress(own);
            if (link == null) {
                return Optional.empty();
            }
            return link.getInterfaceAddresses().stream()
                    .filter(each -> each.getAddress().equals(own))
                    .map(InterfaceAddress::getNetworkPrefixLength)
                    .map(length -> Address.of(own).prefix(length).toString())
                    .findFirst()
                    .map(network -> new Way(link.getName(), isPointToPoint(link), network));
        } catch (IOException
                | RuntimeException unknown) { // connect throws an unchecked exception where there is no route
            return Optional.empty();
        }
    }

    private static boolean isPointToPoint(NetworkInterface link) {
        try {
            return link.isPointToPoint();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Why it is not reached, in words: the given ones where the connection itself shows nothing. */
    String words(String otherwise) {
        return switch (end) {
            case ACCEPTED -> otherwise;
            case REFUSED -> "connection refused";
            case SILENT -> "no answer to a connection";
        };
    }

    /** What to do about it. */
    String hint() {
        if (!local || end == End.ACCEPTED) {
            return ASK;
        }
        Optional<Way> tunnel = way.filter(Way::tunnel);
        if (tunnel.isPresent()) {
            return "the way to this private address leads into the tunnel ("
                    + tunnel.get().link()
                    + "): let the VPN's container out to it (gluetun: FIREWALL_OUTBOUND_SUBNETS), or name the server by a"
                    + " public name in VPN_SENTINEL_URL";
        }
        String from = way.map(Way::network).orElse("the client's network");
        return end == End.REFUSED
                ? "is the server up, and is this its port? A firewall that refuses looks the same: it has to let "
                        + from + " in to port " + port
                : "a firewall is in the way: on the server's host, let " + from + " in to port " + port
                        + " (ufw allow proto tcp from " + from + " to any port " + port
                        + "); or the VPN's container does not let you out (gluetun: FIREWALL_OUTBOUND_SUBNETS)";
    }
}
