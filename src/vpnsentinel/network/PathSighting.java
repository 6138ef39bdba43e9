package vpnsentinel.network;

import java.util.List;
import java.util.Optional;

/**
 * Which ways the kernel of the client's network namespace would take at one moment.
 *
 * @param tunnels the interfaces known as the tunnel, present or not; empty when none is known
 * @param choices the ways to targets of both families
 * @param besideRoutes public prefixes that lead past the tunnel, by routes more specific than the default or because the
 *     tunnel's routes leave them out, as text: {@code 203.0.113.0/24 via eth0}
 * @param onlyLoopback whether no interface but the loopback is left
 * @param host whether an interface belongs to a hardware device: a host, not a container
 * @param stalled whether nothing comes out of the tunnel, although packets are sent into it
 * @param container whether it is the network of a container: who makes that container anew makes another network
 */
public record PathSighting(
        List<String> tunnels,
        List<RouteChoice> choices,
        List<String> besideRoutes,
        boolean onlyLoopback,
        boolean host,
        boolean stalled,
        boolean container) {
    public PathSighting {
        tunnels = List.copyOf(tunnels);
        choices = List.copyOf(choices);
        besideRoutes = List.copyOf(besideRoutes);
    }

    /** Ways in no container's network, or of which nobody knows whether it is one. */
    public PathSighting(
            List<String> tunnels,
            List<RouteChoice> choices,
            List<String> besideRoutes,
            boolean onlyLoopback,
            boolean host,
            boolean stalled) {
        this(tunnels, choices, besideRoutes, onlyLoopback, host, stalled, false);
    }

    /** Ways of a tunnel that carries traffic, or of which nobody knows whether it does. */
    public PathSighting(
            List<String> tunnels,
            List<RouteChoice> choices,
            List<String> besideRoutes,
            boolean onlyLoopback,
            boolean host) {
        this(tunnels, choices, besideRoutes, onlyLoopback, host, false);
    }

    /** The same ways, into a tunnel out of which nothing comes. */
    public PathSighting intoStalledTunnel() {
        return new PathSighting(tunnels, choices, besideRoutes, onlyLoopback, host, true, container);
    }

    /** The ways to public targets. */
    public List<RouteChoice> internet() {
        return choices.stream()
                .filter(choice -> choice.role() == RouteChoice.Role.INTERNET)
                .toList();
    }

    /** Whether no public target is left for by the tunnel; false where none was asked about. */
    public boolean isPastTunnel() {
        List<RouteChoice> internet = internet();
        return !internet.isEmpty() && internet.stream().noneMatch(this::isInside);
    }

    /** Whether the kernel has a way to the family's internet; empty when nothing was asked about it. */
    public Optional<Boolean> hasWay(Family family) {
        List<RouteChoice> internet = internet().stream()
                .filter(choice -> family.holds(choice.target()))
                .toList();
        return internet.isEmpty()
                ? Optional.empty()
                : Optional.of(internet.stream().anyMatch(RouteChoice::isRouted));
    }

    /** Whether the choice leaves by the tunnel. */
    public boolean isInside(RouteChoice choice) {
        return tunnels.contains(choice.via());
    }
}
