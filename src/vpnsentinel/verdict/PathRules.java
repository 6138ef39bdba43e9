package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;

/** What the way means that a keepalive took to the server. */
final class PathRules {
    private PathRules() {}

    static void find(Evidence seen, Comparison home, Accusations accusations, Exits exits, List<Finding> findings) {
        if (seen.hasStrangerBetween()) {
            findings.add(stranger(seen));
        }
        for (Family family : Family.values()) {
            List<ExitSighting> own = seen.ownPath(family);
            if (!own.isEmpty() && accusations.of(family).accusing().isEmpty()) {
                compare(own.get(0), family, home, exits, findings);
            }
        }
    }

    private static Finding stranger(Evidence seen) {
        Optional<Address> peer = seen.way().peer();
        String way = seen.way().forwardedByStranger() ? "forwarded" : "shared";
        return peer.map(address -> Finding.in(way, Fact.PROXY_NOT_TRUSTED, "peer", address))
                .orElseGet(() -> Finding.in("unnamed", Fact.PROXY_NOT_TRUSTED));
    }

    private static void compare(ExitSighting own, Family family, Comparison home, Exits exits, List<Finding> findings) {
        Optional<ExitSighting> exit = exits.of(family).filter(each -> !each.isOwnPath());
        Optional<ExitSighting> any = exit.or(exits::main).filter(each -> !each.isOwnPath());
        if (home.line().holds(own.address()) && any.isPresent()) {
            findings.add(Finding.in(
                    "web",
                    Fact.OWN_PATH_BESIDE_TUNNEL,
                    "address",
                    own.address(),
                    "source",
                    any.get().source(),
                    "seen",
                    any.get().address()));
        } else if (exit.isPresent() && isThird(own, exit.get())) {
            findings.add(Finding.of(
                    Fact.OWN_PATH_THIRD_NETWORK,
                    "address",
                    own.address(),
                    "network",
                    own.network(),
                    "exit",
                    exit.get().address()));
        }
    }

    /** Another network; where a network is not known, nothing is claimed. */
    private static boolean isThird(ExitSighting own, ExitSighting exit) {
        return !own.agreesWith(exit)
                && own.network().asn().isPresent()
                && exit.network().asn().isPresent();
    }
}
