package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;

/** What the way means that a keepalive took to the server. */
final class PathRules {
    static final String HINT =
            "A route past the tunnel leads to the server; reach it by its LAN address, or remove the route.";

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
        String peer = seen.way().peer().map(Address::toString).orElse("a proxy");
        if (seen.way().forwardedByStranger()) {
            return new Finding(
                    Fact.PROXY_NOT_TRUSTED,
                    "the keepalive came through " + peer
                            + " with a forwarding header; the client's own path is not counted",
                    "If this is your reverse proxy, add it to VPN_SENTINEL_TRUSTED_PROXIES; if it is there, let it name the"
                            + " caller in one header, and name that in VPN_SENTINEL_FORWARDED_HEADER.");
        }
        return new Finding(
                Fact.PROXY_NOT_TRUSTED,
                "clients with different exits all arrive from " + peer + "; the client's own path is not counted",
                "If a reverse proxy is there, let it send X-Forwarded-For and add it to VPN_SENTINEL_TRUSTED_PROXIES.");
    }

    private static void compare(ExitSighting own, Family family, Comparison home, Exits exits, List<Finding> findings) {
        Optional<ExitSighting> exit = exits.of(family).filter(each -> !each.isOwnPath());
        Optional<ExitSighting> any = exit.or(exits::main).filter(each -> !each.isOwnPath());
        if (home.line().holds(own.address()) && any.isPresent()) {
            findings.add(new Finding(
                    Fact.OWN_PATH_BESIDE_TUNNEL,
                    "the keepalive came from " + own.address() + ", the home line, while "
                            + any.get().source() + " sees " + any.get().address(),
                    HINT));
        } else if (exit.isPresent() && isThird(own, exit.get())) {
            findings.add(new Finding(
                    Fact.OWN_PATH_THIRD_NETWORK,
                    "the keepalive came from " + own.address() + " (" + own.network() + "), which is neither the exit "
                            + exit.get().address() + " nor the home line",
                    "Part of the client's traffic leaves by another line; look at its routes."));
        }
    }

    /** Another network; where a network is not known, nothing is claimed. */
    private static boolean isThird(ExitSighting own, ExitSighting exit) {
        return !own.agreesWith(exit)
                && own.network().asn().isPresent()
                && exit.network().asn().isPresent();
    }
}
