package vpnsentinel.verdict;

import java.util.List;
import java.util.stream.Collectors;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;

/** What the address that a client shows to the world means, each family for itself. */
final class ExitRules {
    static final String TUNNEL_HINT = "The tunnel is down or bypassed: restart the VPN and check its kill switch. ";

    private static final String V6_HINT =
            "IPv6 leaves past the tunnel: let the VPN carry it, or turn it off in the client's network. ";

    private ExitRules() {}

    static void find(Evidence seen, Comparison home, Accusations accusations, Exits exits, List<Finding> findings) {
        for (Family family : Family.values()) {
            Accusation accusation = accusations.of(family);
            switch (accusation.verdict()) {
                case CONFIRMED -> findings.add(exposed(seen, home.line(), family, accusation, ""));
                case SUSPICION -> findings.add(suspected(seen, home.line(), family, accusation));
                case CONTRADICTED_BY_PEER -> findings.add(contradicted(seen, accusation));
                case NONE -> {}
            }
        }
        verified(seen, accusations, exits, findings);
    }

    private static Finding exposed(Evidence seen, HomeLine home, Family family, Accusation accusation, String doubt) {
        boolean claimed = seen.claim().isPresent();
        String advice = family == Family.V6 ? V6_HINT : TUNNEL_HINT;
        List<ExitSighting> onLine = accusation.accusing().stream()
                .filter(sighting -> home.holds(sighting.address()))
                .toList();
        if (onLine.isEmpty()) {
            ExitSighting one = accusation.accusing().get(0);
            return new Finding(
                    Fact.EXIT_ON_HOME_NETWORK,
                    sources(accusation.accusing(), claimed) + one.address()
                            + ", another address of the home provider's network " + one.network() + doubt,
                    advice + "If this is meant to be so, name it in VPN_SENTINEL_EXPECTED_EXITS.");
        }
        ExitSighting one = onLine.get(0);
        return new Finding(
                Fact.EXIT_ON_HOME_LINE,
                sources(onLine, claimed) + one.address() + ", " + which(home, one) + doubt,
                advice + "If that address is not the home line: ./sentinel home forget "
                        + one.address().spelled().orElse(one.address()) + ".");
    }

    static String which(HomeLine home, ExitSighting sighting) {
        String which = home.isFormer(sighting.address()) ? "a former address of the home line" : "the home line";
        return sighting.address()
                        .spelled()
                        .map(plain -> "which spells " + plain + ", ")
                        .orElse("")
                + which;
    }

    private static Finding suspected(Evidence seen, HomeLine home, Family family, Accusation accusation) {
        if (seen.exit().isSecondLookOver()) {
            return exposed(seen, home, family, accusation, " (suspected: no second source answered)");
        }
        ExitSighting one = accusation.accusing().get(0);
        return new Finding(
                Fact.EXIT_SUSPECTED,
                one.source() + " alone names " + one.address() + "; the client is looking again by other sources",
                "");
    }

    private static Finding contradicted(Evidence seen, Accusation accusation) {
        ExitSighting one = accusation.accusing().get(0);
        return new Finding(
                Fact.EXIT_NOT_VERIFIABLE,
                "the client claims " + one.address() + ", but reached the server from "
                        + seen.witness().map(Object::toString).orElse("elsewhere"),
                "Update the client, so that it sends evidence instead of a claim.");
    }

    private static void verified(Evidence seen, Accusations accusations, Exits exits, List<Finding> findings) {
        if (seen.exit().proof().isLost()) {
            findings.add(lost(seen)); // also beside a proven leak, which stays: that it is old is said
        } else if (!seen.exit().proof().ever() && exits.isEmpty() && accusations.isNobodyAccused()) {
            findings.add(new Finding(
                    Fact.EXIT_NEVER_VERIFIED,
                    "no source has shown this client's address yet"
                            + because(seen.exit().trouble()),
                    "Let the client reach an echo provider, and its resolver answer."));
        }
    }

    private static Finding lost(Evidence seen) {
        return new Finding(
                Fact.EXIT_NOT_VERIFIABLE,
                "no proof of the exit in the last " + seen.exit().proof().misses() + " rounds"
                        + because(seen.exit().trouble()),
                "The last proven state stays shown. See the client's log for what each provider answers.");
    }

    static String because(List<String> trouble) {
        return trouble.isEmpty() ? "" : ": " + String.join("; ", trouble);
    }

    static String sources(List<ExitSighting> sightings, boolean claimed) {
        if (claimed) {
            return "the client claims ";
        }
        List<String> names =
                sightings.stream().map(ExitSighting::source).distinct().toList();
        return names.stream().collect(Collectors.joining(" and ")) + (names.size() == 1 ? " sees " : " see ");
    }
}
