package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;

/** What the address that a client shows to the world means. */
final class ExitRules {
    private static final String TUNNEL_HINT =
            "The tunnel is down or bypassed: restart the VPN and check its kill switch. ";

    private ExitRules() {}

    static void find(
            Evidence seen, HomeLine home, Accusation accusation, Optional<ExitSighting> exit, List<Finding> findings) {
        switch (accusation.verdict()) {
            case CONFIRMED ->
                findings.add(exposed(home, accusation, "", seen.claim().isPresent()));
            case SUSPICION -> findings.add(suspected(seen, home, accusation));
            case CONTRADICTED_BY_PEER -> findings.add(contradicted(seen, accusation));
            case NONE -> verified(seen, exit, findings);
        }
        if (accusation.verdict() != Accusation.Verdict.NONE && seen.exitProof().isLost()) {
            findings.add(lost(seen)); // a proven leak stays, and that it is old is said
        }
    }

    private static Finding exposed(HomeLine home, Accusation accusation, String doubt, boolean claimed) {
        List<ExitSighting> onLine = accusation.accusing().stream()
                .filter(sighting -> home.holds(sighting.address()))
                .toList();
        if (onLine.isEmpty()) {
            ExitSighting one = accusation.accusing().get(0);
            return new Finding(
                    Fact.EXIT_ON_HOME_NETWORK,
                    sources(accusation.accusing(), claimed) + one.address()
                            + ", another address of the home provider's network " + one.network() + doubt,
                    TUNNEL_HINT
                            + "If this is meant to be so, recolour exit-on-home-network in colour-finding.camel.yaml.");
        }
        ExitSighting one = onLine.get(0);
        String which = home.isFormer(one.address()) ? "a former address of the home line" : "the home line";
        return new Finding(
                Fact.EXIT_ON_HOME_LINE,
                sources(onLine, claimed) + one.address() + ", " + which + doubt,
                TUNNEL_HINT
                        + "If that address is not the home line, set VPN_SENTINEL_HOME=none and VPN_SENTINEL_HOME_PREFIXES.");
    }

    private static Finding suspected(Evidence seen, HomeLine home, Accusation accusation) {
        boolean unanswered = seen.suspectedFor()
                .map(since -> since.compareTo(Judge.SECOND_LOOK) >= 0)
                .orElse(false);
        if (unanswered) {
            return exposed(home, accusation, " (suspected: no second source answered)", false);
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

    private static void verified(Evidence seen, Optional<ExitSighting> exit, List<Finding> findings) {
        if (!seen.exitProof().ever() && exit.isEmpty()) {
            findings.add(new Finding(
                    Fact.EXIT_NEVER_VERIFIED,
                    "no source has shown this client's address yet" + because(seen.exitTrouble()),
                    "Let the client reach an echo provider, and its resolver answer."));
        } else if (seen.exitProof().isLost()) {
            findings.add(lost(seen));
        }
    }

    private static Finding lost(Evidence seen) {
        return new Finding(
                Fact.EXIT_NOT_VERIFIABLE,
                "no proof of the exit in the last " + seen.exitProof().misses() + " rounds"
                        + because(seen.exitTrouble()),
                "The last proven state stays shown. See the client's log for what each provider answers.");
    }

    static String because(List<String> trouble) {
        return trouble.isEmpty() ? "" : ": " + String.join("; ", trouble);
    }

    private static String sources(List<ExitSighting> sightings, boolean claimed) {
        if (claimed) {
            return "the client claims ";
        }
        List<String> names =
                sightings.stream().map(ExitSighting::source).distinct().toList();
        return names.stream().collect(Collectors.joining(" and ")) + (names.size() == 1 ? " sees " : " see ");
    }
}
