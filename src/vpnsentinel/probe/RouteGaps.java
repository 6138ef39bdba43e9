package vpnsentinel.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * The blocks of the internet that a tunnel's routes leave to whatever else leads there: a list of blocks with a hole, or one
 * of a pair of halves that is lost. A tunnel's default covers nothing here, since others have one, too, and only the kernel
 * knows which it follows.
 */
final class RouteGaps {
    private static final List<Prefix> INTERNET = prefixes("0.0.0.0/0", "2000::/3");

    /** Nobody's address on the internet: private, shared, multicast, reserved, for documentation (RFC 6890). */
    private static final List<Prefix> NOBODYS = prefixes(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    /** More of them are no gaps any more, but the way of most things. */
    private static final int MOST = 100;

    /**
     * A block that no route of the tunnel names.
     *
     * @param block the largest such block
     * @param sample an address in it that nothing but a default leads to
     */
    record Gap(Prefix block, Address sample) {}

    private RouteGaps() {}

    private static List<Prefix> prefixes(String... literals) {
        return Stream.of(literals).map(text -> Prefix.parse(text).orElseThrow()).toList();
    }

    /**
     * The gaps in the tunnel's routes. One address alone is none, as the VPN's endpoint is left out like that.
     *
     * @param routes all routes, also those that reject
     * @param tunnels the tunnel's interfaces
     * @param allowed blocks that may be reached another way
     */
    static List<Gap> of(List<RouteTable.Route> routes, List<String> tunnels, List<Prefix> allowed) {
        List<Prefix> covered = new ArrayList<>();
        List<Prefix> exempt = new ArrayList<>(NOBODYS);
        exempt.addAll(allowed);
        for (RouteTable.Route route : routes) {
            if (route.to().length() > 0) { // what another route names is no default's, and judged for itself
                (tunnels.contains(route.via()) ? covered : exempt).add(route.to());
            }
        }
        List<Gap> gaps = new ArrayList<>();
        for (Prefix internet : INTERNET) {
            List<Prefix> blocks = new ArrayList<>();
            uncovered(internet, covered, blocks);
            for (Prefix block : blocks) {
                if (block.length() < block.base().bits()) {
                    sample(block, exempt).ifPresent(address -> gaps.add(new Gap(block, address)));
                }
            }
        }
        return gaps;
    }

    /** Adds the largest blocks in the block that have nothing in common with what is covered. */
    private static void uncovered(Prefix block, List<Prefix> covered, List<Prefix> into) {
        List<Prefix> here = touching(block, covered);
        if (here.isEmpty()) {
            into.add(block);
        } else if (!isWithin(block, here)) {
            for (Prefix half : block.halves()) {
                if (into.size() < MOST) {
                    uncovered(half, here, into);
                }
            }
        }
    }

    /** The first address of the block that is in none of the exempt ones. */
    private static Optional<Address> sample(Prefix block, List<Prefix> exempt) {
        List<Prefix> here = touching(block, exempt);
        if (here.isEmpty()) {
            return Optional.of(block.base());
        }
        return isWithin(block, here)
                ? Optional.empty()
                : block.halves().stream()
                        .flatMap(half -> sample(half, here).stream())
                        .findFirst();
    }

    private static List<Prefix> touching(Prefix block, List<Prefix> others) {
        List<Prefix> touching = new ArrayList<>();
        for (Prefix each : others) {
            if (each.overlaps(block)) {
                touching.add(each);
            }
        }
        return touching;
    }

    /** Whether one of those that touch the block holds all of it. */
    private static boolean isWithin(Prefix block, List<Prefix> touching) {
        for (Prefix each : touching) {
            if (each.length() <= block.length()) {
                return true;
            }
        }
        return false;
    }
}
