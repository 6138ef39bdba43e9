package vpnsentinel.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SocketSighting;
import vpnsentinel.probe.Counters;
import vpnsentinel.probe.Link;
import vpnsentinel.probe.Surroundings;

/** A client's network namespace: a bridge, and a tunnel that comes and goes. */
final class Namespace {
    private static final Address TARGET = address("192.0.2.1");

    private final List<SocketSighting> programs = new ArrayList<>();
    private Optional<Counters> counters = Optional.empty();
    private final List<Link> others = new ArrayList<>();
    private boolean up = true;
    private boolean orphaned;
    private boolean pointToPoint = true;
    private Optional<String> tunnelForV6 = Optional.empty();
    private String configuration = "nameserver 10.2.0.1";

    void carries(long sent, long received) {
        counters = Optional.of(new Counters(sent, received));
    }

    void tunnelGoesDown() {
        up = false;
    }

    /** The container whose network was shared is another one now: only the loopback is left. */
    void isLeft() {
        orphaned = true;
    }

    void flap() {
        up = !up;
    }

    void hasAnotherTunnelForV6(String name) {
        tunnelForV6 = Optional.of(name);
    }

    void isNoTunnel() {
        pointToPoint = false;
    }

    /** Another link comes up; without an address where none is given. */
    void link(String name, boolean toOneOtherEnd, String... addresses) {
        others.add(new Link(
                name,
                false,
                toOneOtherEnd,
                Stream.of(addresses).map(Namespace::address).toList()));
    }

    void resolverConfiguration(String text) {
        configuration = text;
    }

    Optional<Surroundings> look(List<String> tunnels) {
        if (orphaned) {
            PathSighting nothing = new PathSighting(tunnels, List.of(), List.of(), true, false);
            Link loopback = new Link("lo", true, false, List.of(address("127.0.0.1")));
            return Optional.of(new Surroundings(nothing, List.of(loopback), Set.of(), configuration, counters));
        }
        Link bridge = new Link("eth0", false, false, List.of(address("172.20.0.2")));
        Link tunnel = new Link("wg0", false, pointToPoint, List.of(address("10.2.0.2")));
        Link used = up ? tunnel : bridge;
        RouteChoice choice = new RouteChoice(
                RouteChoice.Role.INTERNET,
                TARGET,
                used.name(),
                Optional.of(used.addresses().get(0)));
        List<RouteChoice> choices = new ArrayList<>(List.of(choice));
        List<Link> links = new ArrayList<>(up ? List.of(bridge, tunnel) : List.of(bridge));
        links.addAll(others);
        tunnelForV6.ifPresent(name -> {
            choices.add(new RouteChoice(
                    RouteChoice.Role.INTERNET, address("2001:db8::1"), name, Optional.of(address("fd00:7::2"))));
            links.add(new Link(name, false, true, List.of(address("fd00:7::2"))));
        });
        PathSighting path = new PathSighting(tunnels, choices, List.of(), false, false);
        return Optional.of(new Surroundings(path, links, Set.of(), configuration, counters));
    }

    void program(String remote) {
        programs.add(new SocketSighting(
                SocketSighting.Kind.OUTBOUND,
                "tcp",
                address("172.20.0.2"),
                "eth0",
                Optional.of(address(remote)),
                6881,
                1));
    }

    List<SocketSighting> sockets(Surroundings seen, Instant now) {
        return List.copyOf(programs);
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
