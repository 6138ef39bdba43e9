package vpnsentinel.http;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.Visitors;
import vpnsentinel.network.Address;

/** The addresses of this host's interfaces, looked at again after some seconds. Thread-safe. */
public final class OwnAddresses implements Supplier<List<Visitors.OwnAddress>> {
    private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);
    private static final long FRESH_NS = 5_000_000_000L;
    /** Interfaces without a network of their own report a length of 0, and none is shorter than this. */
    private static final int SHORTEST_LINK = 8;

    private record Look(List<Visitors.OwnAddress> addresses, long at) {}

    private volatile Look last = new Look(List.of(), System.nanoTime() - FRESH_NS);

    @Override
    public List<Visitors.OwnAddress> get() {
        Look look = last;
        if (System.nanoTime() - look.at() >= FRESH_NS) {
            look = new Look(seen(), System.nanoTime());
            last = look;
        }
        return look.addresses();
    }

    /** What this host is called, empty where nobody says. No name server is asked. */
    public static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException elsewhere) {
            return System.getenv().getOrDefault("HOSTNAME", "");
        }
    }

    private static List<Visitors.OwnAddress> seen() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(each -> each.getInterfaceAddresses().stream())
                    .map(OwnAddresses::own)
                    .toList();
        } catch (SocketException none) {
            LOG.debug("interfaces not seen", none);
            return List.of();
        }
    }

    private static Visitors.OwnAddress own(InterfaceAddress each) {
        Address address = Address.of(each.getAddress());
        int length = each.getNetworkPrefixLength();
        boolean usable = length >= SHORTEST_LINK && length <= address.bits();
        return new Visitors.OwnAddress(address, usable ? address.prefix(length) : address.alone());
    }
}
