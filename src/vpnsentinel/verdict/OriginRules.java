package vpnsentinel.verdict;

import java.util.List;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;
import vpnsentinel.network.Network;

/** What it means from which network and country a client that is off the home line comes. */
final class OriginRules {
    private OriginRules() {}

    static void find(Evidence seen, Comparison home, Accusations accusations, Exits exits, List<Finding> findings) {
        for (Family family : Family.values()) {
            if (accusations.of(family).verdict() == Accusation.Verdict.NONE) {
                exits.of(family).ifPresent(exit -> {
                    unexpected(home.expected(), exit, findings);
                    strange(seen, family, home, exit, findings);
                });
            }
        }
        if (accusations.isNobodyAccused()
                && exits.v4().isPresent()
                && exits.v6().isPresent()) {
            compare(exits.v4().get(), exits.v6().get(), home.expected(), findings);
        }
    }

    private static void unexpected(Expectations expected, ExitSighting exit, List<Finding> findings) {
        expected.complaint(exit)
                .ifPresent(
                        complaint -> findings.add(
                                new Finding(
                                        Fact.EXIT_UNEXPECTED,
                                        "the exit is " + describe(exit) + ", expected is " + complaint,
                                        "Change the VPN's server, or what is expected in VPN_SENTINEL_EXPECTED_COUNTRIES, _ASNS, and _EXITS.")));
    }

    /** A network of homes and offices that nobody named and no client came from before: another line of the house? */
    private static void strange(
            Evidence seen, Family family, Comparison home, ExitSighting exit, List<Finding> findings) {
        boolean known = exit.network()
                .asn()
                .map(asn -> seen.company().familiar().contains(asn))
                .orElse(false);
        if (kind(exit, family.of(seen.exit().sightings())) == Network.Kind.ACCESS
                && !known
                && !home.line().isNetwork(exit.network())
                && home.line().knowledge() != HomeLine.Knowledge.UNKNOWN
                && !home.expected().names(exit)) {
            findings.add(
                    new Finding(
                            Fact.EXIT_ON_NEW_ACCESS_NETWORK,
                            "the exit is " + describe(exit)
                                    + ", in a network of homes and offices from which no client came before",
                            "Is it another line of yours, past the VPN? If it is the VPN's, name it in VPN_SENTINEL_EXPECTED_ASNS."));
        }
    }

    /** What the sources that agree on the exit call its network; one that says hosting wins. */
    private static Network.Kind kind(ExitSighting exit, List<ExitSighting> sightings) {
        Network.Kind kind = Network.Kind.UNKNOWN;
        for (ExitSighting sighting : sightings) {
            if (sighting.agreesWith(exit) && sighting.network().kind() != Network.Kind.UNKNOWN) {
                kind = kind == Network.Kind.HOSTING ? kind : sighting.network().kind();
            }
        }
        return kind;
    }

    private static void compare(ExitSighting v4, ExitSighting v6, Expectations expected, List<Finding> findings) {
        boolean comparable =
                v4.network().asn().isPresent() && v6.network().asn().isPresent();
        if (comparable && !v4.network().sameAs(v6.network()) && !expected.names(v6)) {
            findings.add(
                    new Finding(
                            Fact.IPV6_ELSEWHERE,
                            "IPv6 leaves by " + describe(v6) + ", IPv4 by " + describe(v4),
                            "Let the VPN carry IPv6, or turn it off; if both are the VPN's, name the network in VPN_SENTINEL_EXPECTED_ASNS."));
        }
    }

    private static String describe(ExitSighting exit) {
        String where = new Whereabouts(exit.network(), exit.place().country()).toString();
        return exit.address() + " (" + where + ")";
    }
}
