package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.ResolverOperator;
import vpnsentinel.network.RouteChoice;

/**
 * What the own path and the kernel's ways prove together, though neither does alone: where the way to this server comes out
 * on the home line, and public targets leave by the same interface, they are seen there as well, whatever the echo services
 * see. A server that is an exception of its own, as a route to it alone makes one, proves nothing of others.
 */
final class SameWayRules {
    /** So many operators are not left out on purpose, one by one. */
    private static final int FEWEST_OPERATORS = 2;
    /** One neighbour may be an exception like the server itself. */
    private static final int FEWEST_NEIGHBOURS = 2;

    private SameWayRules() {}

    static void find(Evidence seen, Comparison home, Accusations accusations, List<Finding> findings) {
        Optional<PathSighting> path =
                seen.local().path().filter(ways -> !ways.tunnels().isEmpty());
        if (path.isEmpty()) {
            return; // a router may be the VPN, with an exception that nobody can see here
        }
        for (Family family : Family.values()) {
            if (accusations.of(family).verdict() == Accusation.Verdict.NONE) {
                atHome(seen, home, family)
                        .flatMap(address -> exposed(address, path.get(), family))
                        .ifPresent(findings::add);
            }
        }
    }

    /** The address on the home line from which this server is reached; the peer of this very keepalive knows it best. */
    private static Optional<Address> atHome(Evidence seen, Comparison home, Family family) {
        Optional<Address> peer = seen.witness().filter(family::holds);
        List<Address> own = peer.isPresent()
                ? List.of(peer.get())
                : seen.ownPath(family).stream().map(ExitSighting::address).toList();
        return own.stream().filter(home.line()::holds).findFirst();
    }

    private static Optional<Finding> exposed(Address from, PathSighting path, Family family) {
        return wayToServer(path, family).flatMap(via -> {
            List<RouteChoice> same = path.internet().stream()
                    .filter(choice ->
                            family.holds(choice.target()) && choice.via().equals(via))
                    .toList();
            long operators =
                    same.stream().map(SameWayRules::operator).distinct().count();
            return operators < FEWEST_OPERATORS ? Optional.empty() : Optional.of(finding(from, via, same));
        });
    }

    /** The interface beside the tunnel that leads to the server, and to its neighbours no less. */
    private static Optional<String> wayToServer(PathSighting path, Family family) {
        List<String> ways = new ArrayList<>(4);
        int neighbours = 0;
        for (RouteChoice choice : path.choices()) {
            boolean neighbour = choice.role() == RouteChoice.Role.SERVER_NEIGHBOUR;
            boolean server =
                    choice.role() == RouteChoice.Role.SERVER && choice.target().isPublic();
            if ((neighbour || server) && family.holds(choice.target())) {
                ways.add(path.isInside(choice) ? "" : choice.via());
                neighbours += neighbour ? 1 : 0;
            }
        }
        boolean one = ways.size() > neighbours && ways.stream().distinct().count() == 1;
        return neighbours < FEWEST_NEIGHBOURS || !one
                ? Optional.empty()
                : Optional.of(ways.get(0)).filter(via -> !via.isEmpty());
    }

    /** Who runs the target, as far as can be told from its address. */
    private static String operator(RouteChoice choice) {
        return ResolverOperator.at(choice.target())
                .map(ResolverOperator::word)
                .orElseGet(() -> choice.target().block().toString());
    }

    private static Finding finding(Address from, String via, List<RouteChoice> same) {
        Finding finding = Finding.in(
                "same-way",
                Fact.TRAFFIC_ON_HOME_LINE,
                "address",
                from,
                "interface",
                via,
                "targets",
                same.stream()
                        .map(RouteChoice::target)
                        .limit(LocalRules.EXAMPLES)
                        .toList());
        return ExitRules.spelled(finding, from);
    }
}
