package vpnsentinel.verdict;

import java.util.List;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Family;
import vpnsentinel.words.Sentence;

/** What the address that a client shows to the world means, each family for itself. */
final class ExitRules {
    /** What is said beside an accusation that no second source confirmed. */
    static final Sentence DOUBT = Sentence.of("doubt");

    private ExitRules() {}

    static void find(Evidence seen, Comparison home, Accusations accusations, Exits exits, List<Finding> findings) {
        for (Family family : Family.values()) {
            Accusation accusation = accusations.of(family);
            switch (accusation.verdict()) {
                case CONFIRMED -> findings.add(exposed(seen, home.line(), family, accusation));
                case SUSPICION -> findings.add(suspected(seen, home.line(), family, accusation));
                case CONTRADICTED_BY_PEER -> findings.add(contradicted(seen, accusation));
                case NONE -> {}
            }
        }
        verified(seen, accusations, exits, findings);
    }

    private static Finding exposed(Evidence seen, HomeLine home, Family family, Accusation accusation) {
        boolean claimed = seen.claim().isPresent();
        List<ExitSighting> onLine = accusation.accusing().stream()
                .filter(sighting -> home.holds(sighting.address()))
                .toList();
        Finding finding = onLine.isEmpty() ? onNetwork(accusation.accusing(), claimed) : onLine(home, onLine, claimed);
        return family == Family.V6 ? finding.advising("v6") : finding;
    }

    private static Finding onNetwork(List<ExitSighting> accusing, boolean claimed) {
        ExitSighting one = accusing.get(0);
        return Finding.in(
                claimed ? "claimed" : "seen",
                Fact.EXIT_ON_HOME_NETWORK,
                "address",
                one.address(),
                "network",
                one.network(),
                "sources",
                sources(accusing));
    }

    private static Finding onLine(HomeLine home, List<ExitSighting> accusing, boolean claimed) {
        ExitSighting one = accusing.get(0);
        Finding finding = Finding.in(
                which(home, one) + (claimed ? "-claimed" : ""),
                Fact.EXIT_ON_HOME_LINE,
                "address",
                one.address(),
                "home",
                one.address().spelled().orElse(one.address()),
                "sources",
                sources(accusing));
        return spelled(finding, one.address());
    }

    /** The finding, with the address of the home line that the IPv6 address spells, when it does. */
    static Finding spelled(Finding finding, Address address) {
        return address.spelled()
                .map(plain -> finding.and(Sentence.of("spelled", "address", address, "plain", plain)))
                .orElse(finding);
    }

    /** Which address of the home line it is: the way to say it. */
    static String which(HomeLine home, ExitSighting sighting) {
        return home.isFormer(sighting.address()) ? "former" : "now";
    }

    private static Finding suspected(Evidence seen, HomeLine home, Family family, Accusation accusation) {
        if (seen.exit().isSecondLookOver()) {
            return exposed(seen, home, family, accusation).and(DOUBT);
        }
        ExitSighting one = accusation.accusing().get(0);
        return Finding.in("web", Fact.EXIT_SUSPECTED, "source", one.source(), "address", one.address());
    }

    private static Finding contradicted(Evidence seen, Accusation accusation) {
        Address claimed = accusation.accusing().get(0).address();
        Object peer = seen.witness().<Object>map(each -> each).orElseGet(() -> Sentence.of("somewhere"));
        return Finding.in("contradicted", Fact.EXIT_NOT_VERIFIABLE, "address", claimed, "peer", peer);
    }

    private static void verified(Evidence seen, Accusations accusations, Exits exits, List<Finding> findings) {
        if (seen.exit().proof().isLost()) {
            findings.add(lost(seen)); // also beside a proven leak, which stays: that it is old is said
        } else if (!seen.exit().proof().ever() && exits.isEmpty() && accusations.isNobodyAccused()) {
            findings.add(tried(Finding.of(Fact.EXIT_NEVER_VERIFIED), seen.exit().trouble()));
        }
    }

    private static Finding lost(Evidence seen) {
        Finding lost = Finding.in(
                "lost", Fact.EXIT_NOT_VERIFIABLE, "count", seen.exit().proof().misses());
        return tried(lost, seen.exit().trouble());
    }

    /** The finding with what was tried in vain. */
    static Finding tried(Finding finding, List<String> trouble) {
        return trouble.isEmpty() ? finding : finding.and(Sentence.of("tried", "trouble", trouble));
    }

    static List<String> sources(List<ExitSighting> sightings) {
        return sightings.stream().map(ExitSighting::source).distinct().toList();
    }
}
