package vpnsentinel.verdict;

import java.util.List;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;
import vpnsentinel.network.Network;
import vpnsentinel.words.Sentence;

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
        List<Sentence> complaint = expected.complaint(exit);
        if (!complaint.isEmpty()) {
            findings.add(Finding.of(Fact.EXIT_UNEXPECTED, "where", describe(exit), "expected", complaint));
        }
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
            findings.add(Finding.of(Fact.EXIT_ON_NEW_ACCESS_NETWORK, "where", describe(exit)));
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
            findings.add(Finding.of(Fact.IPV6_ELSEWHERE, "v6", describe(v6), "v4", describe(v4)));
        }
    }

    private static Sentence describe(ExitSighting exit) {
        return Whereabouts.of(
                exit.address(), new Whereabouts(exit.network(), exit.place().country()).said());
    }
}
