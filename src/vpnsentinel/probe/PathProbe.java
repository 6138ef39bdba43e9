package vpnsentinel.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.RouteChoice;

/**
 * Sees which ways the kernel would take, without privilege and without sending a packet: a connected datagram socket has
 * the source address that the kernel chose, whatever policy rules did.
 */
public final class PathProbe {
    /** Most routes that are looked into; a router's full table is nothing to compare with. */
    private static final int MOST_ROUTES = 100;
    /** The bits that make a neighbour of an address: in its own /24 block, in another, and in another /16 block. */
    private static final List<Integer> NEAR_AND_FAR = List.of(1, 9, 17);
    /** The lowest public blocks of both families. */
    private static final List<Address> FIRST_PUBLIC = Stream.of("1.0.0.0", "2000::")
            .map(literal -> Address.parse(literal).orElseThrow())
            .toList();

    private final Targets targets;
    private final Path net;
    private final Path devices;
    private final boolean container;
    private final Path resolverConfiguration;
    private final Kernel kernel;

    /**
     * Where to look.
     *
     * @param internet addresses of the public internet, of both families
     * @param server what is known of the server's addresses
     * @param allowed targets that may be reached beside the tunnel
     */
    public record Targets(List<Address> internet, Supplier<List<Address>> server, List<Prefix> allowed) {
        public Targets {
            internet = List.copyOf(internet);
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * A probe of this process's network namespace.
     *
     * @param proc where procfs is mounted; without it, there is nothing to see
     * @param sys where sysfs is mounted
     */
    public PathProbe(Targets targets, Path proc, Path sys, Path resolverConfiguration) {
        this(targets, proc, sys, resolverConfiguration, new JdkKernel());
    }

    PathProbe(Targets targets, Path proc, Path sys, Path resolverConfiguration, Kernel kernel) {
        this.targets = targets;
        this.net = proc.resolve("net");
        this.devices = sys.resolve("class").resolve("net");
        this.container = ContainerMark.isIn(root(proc));
        this.resolverConfiguration = resolverConfiguration;
        this.kernel = kernel;
    }

    private static Path root(Path proc) {
        Path above = proc.getParent();
        return above == null ? proc : above;
    }

    /**
     * What can be seen now; empty where the system does not show it.
     *
     * @param tunnels the interfaces known as the tunnel
     */
    public Optional<Surroundings> look(List<String> tunnels) {
        if (!Files.isDirectory(net)) {
            return Optional.empty();
        }
        List<Link> links = kernel.links();
        List<RouteTable.Route> routes = RouteTable.read(net);
        String resolvers = configuration();
        boolean host = links.stream()
                .anyMatch(link -> Files.exists(devices.resolve(link.name()).resolve("device")));
        PathSighting path = new PathSighting(
                tunnels,
                choices(links, resolvers),
                tunnels.isEmpty() ? List.of() : past(routes, links, tunnels),
                links.stream().allMatch(Link::loopback),
                host,
                false,
                !host && container);
        return Optional.of(new Surroundings(path, links, endpoints(routes, tunnels), resolvers, counters(tunnels)));
    }

    private Optional<Counters> counters(List<String> tunnels) {
        return tunnels.stream()
                .map(devices::resolve)
                .flatMap(device -> counters(device.resolve("statistics")).stream())
                .reduce(Counters::plus);
    }

    /** Empty when the interface is gone. */
    private static Optional<Counters> counters(Path statistics) {
        try {
            return Optional.of(
                    new Counters(number(statistics.resolve("tx_packets")), number(statistics.resolve("rx_packets"))));
        } catch (IOException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }

    private List<RouteChoice> choices(List<Link> links, String resolvers) {
        List<RouteChoice> choices = new ArrayList<>();
        targets.internet().forEach(each -> choose(RouteChoice.Role.INTERNET, each, links, choices));
        List<Address> server = targets.server().get();
        server.forEach(each -> choose(RouteChoice.Role.SERVER, each, links, choices));
        server.stream()
                .filter(each -> each.isPublic() && !each.isIn(targets.allowed()))
                .flatMap(PathProbe::neighbours)
                .filter(each -> !server.contains(each))
                .forEach(each -> choose(RouteChoice.Role.SERVER_NEIGHBOUR, each, links, choices));
        ResolverConfiguration.nameServers(resolvers)
                .forEach(each -> choose(RouteChoice.Role.NAME_SERVER, each.address(), links, choices));
        return choices;
    }

    private static Stream<Address> neighbours(Address server) {
        return NEAR_AND_FAR.stream().map(server::flipped).filter(Address::isPublic);
    }

    private void choose(RouteChoice.Role role, Address target, List<Link> links, List<RouteChoice> choices) {
        if (role == RouteChoice.Role.SERVER || !target.isIn(targets.allowed())) {
            Optional<Address> local = kernel.sourceTowards(target);
            String via = local.map(address -> owner(address, links)).orElse("");
            choices.add(new RouteChoice(role, target, via, local.filter(address -> !via.isEmpty())));
        }
    }

    private static String owner(Address address, List<Link> links) {
        return links.stream()
                .filter(link -> link.addresses().contains(address))
                .map(Link::name)
                .findFirst()
                .orElse("");
    }

    /** What the kernel really sends past the tunnel, of prefixes that have routes and of those that were left out. */
    private List<String> past(List<RouteTable.Route> routes, List<Link> links, List<String> tunnels) {
        return Stream.concat(beside(routes, links, tunnels), gaps(routes, links, tunnels))
                .distinct()
                .toList();
    }

    private Stream<String> gaps(List<RouteTable.Route> routes, List<Link> links, List<String> tunnels) {
        List<Prefix> allowed = new ArrayList<>(targets.allowed());
        targets.server().get().forEach(each -> allowed.add(each.alone()));
        return RouteGaps.of(routes, tunnels, allowed).stream()
                .flatMap(gap -> way(gap.sample(), links)
                        .filter(link -> !link.loopback() && !tunnels.contains(link.name()))
                        .map(link -> gap.block() + " via " + link.name())
                        .stream());
    }

    private Optional<Link> way(Address target, List<Link> links) {
        return kernel.sourceTowards(target)
                .flatMap(local -> links.stream()
                        .filter(link -> link.addresses().contains(local))
                        .findFirst());
    }

    private Stream<String> beside(List<RouteTable.Route> routes, List<Link> links, List<String> tunnels) {
        return routes.stream()
                .filter(route ->
                        !route.rejects() && !route.isHost() && isPublic(route.to()) && !isConnected(route, links))
                .filter(route -> !tunnels.contains(route.via()) && !isAllowed(route.to()))
                .limit(MOST_ROUTES)
                .filter(route -> isFollowed(route, links))
                .map(route -> route.to() + " via " + route.via());
    }

    /** Whether the prefix is the link's own: whoever is there is a neighbour, and not reached over the internet. */
    private static boolean isConnected(RouteTable.Route route, List<Link> links) {
        return !route.gateway()
                && links.stream()
                        .filter(link -> link.name().equals(route.via()))
                        .flatMap(link -> link.addresses().stream())
                        .anyMatch(route.to()::contains);
    }

    private boolean isFollowed(RouteTable.Route route, List<Link> links) {
        return kernel.sourceTowards(member(route.to()))
                .map(address -> owner(address, links).equals(route.via()))
                .orElse(false);
    }

    /** A public address of the block: its first one, unless that is the unspecified address, which means this host. */
    private static Address member(Prefix to) {
        return FIRST_PUBLIC.stream()
                .filter(to::contains)
                .filter(first -> isLowest(to))
                .findFirst()
                .orElse(to.base());
    }

    private boolean isAllowed(Prefix to) {
        return targets.allowed().stream()
                .anyMatch(allowed -> allowed.length() <= to.length() && allowed.contains(to.base()));
    }

    /** The default is none; the half of all addresses that begins with zero is. */
    private static boolean isPublic(Prefix to) {
        return to.length() > 0 && (isLowest(to) || to.base().isPublic());
    }

    private static boolean isLowest(Prefix to) {
        return FIRST_PUBLIC.stream().anyMatch(to::contains)
                && to.base().equals(to.base().prefix(0).base());
    }

    private static Set<Address> endpoints(List<RouteTable.Route> routes, List<String> tunnels) {
        Set<Address> found = new HashSet<>();
        for (RouteTable.Route route : routes) {
            if (route.isHost()
                    && !route.rejects()
                    && !tunnels.contains(route.via())
                    && route.to().base().isPublic()) {
                found.add(route.to().base());
            }
        }
        return found;
    }

    private String configuration() {
        try {
            return ResolverConfiguration.text(resolverConfiguration);
        } catch (IOException none) {
            return "";
        }
    }
}
