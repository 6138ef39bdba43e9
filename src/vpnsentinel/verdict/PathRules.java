package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;

/** What the way means that a keepalive took to the server. */
final class PathRules {
    private PathRules() {}

    static void find(
            Evidence seen, HomeLine home, Accusation accusation, Optional<ExitSighting> exit, List<Finding> findings) {
        if (seen.forwardedByStranger()) {
            findings.add(new Finding(
                    Fact.PROXY_NOT_TRUSTED,
                    "the keepalive came through "
                            + seen.peer().map(Object::toString).orElse("a proxy")
                            + " with a forwarding header; the client's own path is not counted",
                    "If this is your reverse proxy, add it to VPN_SENTINEL_TRUSTED_PROXIES."));
        }
        Optional<Address> witness = seen.witness();
        if (witness.isPresent() && exit.isPresent() && accusation.accusing().isEmpty()) {
            compare(witness.get(), seen, home, exit.get(), findings);
        }
    }

    private static void compare(Address peer, Evidence seen, HomeLine home, ExitSighting exit, List<Finding> findings) {
        if (home.holds(peer)) {
            findings.add(new Finding(
                    Fact.OWN_PATH_BESIDE_TUNNEL,
                    "the keepalive came from " + peer + ", the home line, while " + exit.source() + " sees "
                            + exit.address(),
                    "A route past the tunnel leads to the server; reach it by its LAN address, or remove the route."));
        } else if (isThird(peer, seen, exit)) {
            findings.add(new Finding(
                    Fact.OWN_PATH_THIRD_NETWORK,
                    "the keepalive came from " + peer + " (" + seen.peerNetwork() + "), which is neither the exit "
                            + exit.address() + " nor the home line",
                    "Part of the client's traffic leaves by another line; look at its routes."));
        }
    }

    /** Another network of the same family; where a network is not known, nothing is claimed. */
    private static boolean isThird(Address peer, Evidence seen, ExitSighting exit) {
        return peer.isV4() == exit.address().isV4()
                && !peer.equals(exit.address())
                && seen.peerNetwork().asn().isPresent()
                && exit.network().asn().isPresent()
                && !seen.peerNetwork().sameAs(exit.network());
    }
}
