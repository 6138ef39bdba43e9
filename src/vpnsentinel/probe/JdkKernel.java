package vpnsentinel.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/** The kernel as the JDK shows it; needs no privilege. */
final class JdkKernel implements Kernel {
    private static final Logger LOG = LoggerFactory.getLogger(JdkKernel.class);
    /** Any port: connecting a datagram socket only makes the kernel choose a way. */
    private static final int PORT = 9;

    @Override
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces().forEach(each -> add(each, links));
        } catch (SocketException none) {
            LOG.debug("no interface is left", none);
        }
        links.sort(Comparator.comparing(Link::name));
        return links;
    }

    private static void add(NetworkInterface each, List<Link> links) {
        try {
            if (each.isUp()) {
                List<Address> addresses = each.inetAddresses().map(Address::of).toList();
                links.add(new Link(each.getName(), each.isLoopback(), each.isPointToPoint(), addresses));
            }
        } catch (SocketException gone) {
            LOG.debug("interface went away meanwhile name={}", each.getName());
        }
    }

    @Override
    public Optional<Address> sourceTowards(Address target) {
        StandardProtocolFamily family = target.isV4() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
        try (DatagramChannel socket = DatagramChannel.open(family)) {
            socket.connect(new InetSocketAddress(target.asInetAddress(), PORT));
            return socket.getLocalAddress() instanceof InetSocketAddress local
                    ? Optional.of(Address.of(local.getAddress()))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException noRoute) {
            return Optional.empty();
        }
    }
}
