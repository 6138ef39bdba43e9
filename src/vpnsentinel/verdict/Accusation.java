package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;

/**
 * Which sources name the home line or its network, and whether that is enough to believe them.
 *
 * @param accusing the sightings that do
 * @param clear the others
 * @param verdict what follows
 */
record Accusation(List<ExitSighting> accusing, List<ExitSighting> clear, Verdict verdict) {
    /** What follows from an accusation. */
    enum Verdict {
        /** Nobody accuses, or two others contradict the only one who does. */
        NONE,
        /** One source alone accuses. */
        SUSPICION,
        /** An old client claims the home line, but reached the server from another public address. */
        CONTRADICTED_BY_PEER,
        /** Two sources accuse, or the one that does cannot be asked again. */
        CONFIRMED
    }

    boolean isSuspicion() {
        return verdict == Verdict.SUSPICION;
    }

    static Accusation of(Evidence seen, HomeLine home) {
        List<ExitSighting> accusing = new ArrayList<>(2);
        List<ExitSighting> clear = new ArrayList<>(2);
        for (ExitSighting sighting : seen.exits()) {
            boolean names = home.holds(sighting.address()) || home.isNetwork(sighting.network());
            (names ? accusing : clear).add(sighting);
        }
        return new Accusation(accusing, clear, weigh(seen, home, accusing, clear));
    }

    private static Verdict weigh(Evidence seen, HomeLine home, List<ExitSighting> accusing, List<ExitSighting> clear) {
        if (accusing.isEmpty()) {
            return Verdict.NONE;
        }
        boolean peerAtHome =
                seen.witness().map(peer -> isAtHome(peer, seen, home)).orElse(false);
        if (Consensus.operators(accusing) > 1 || peerAtHome) {
            return Verdict.CONFIRMED;
        }
        if (seen.claim().isPresent()) {
            return seen.witness().isPresent() ? Verdict.CONTRADICTED_BY_PEER : Verdict.CONFIRMED;
        }
        return contradictions(seen, clear) > 1 ? Verdict.NONE : Verdict.SUSPICION;
    }

    private static boolean isAtHome(Address peer, Evidence seen, HomeLine home) {
        return home.holds(peer) || home.isNetwork(seen.peerNetwork());
    }

    /** How many independent sources agree on an exit that is not the home's; the peer that the server saw is one. */
    private static int contradictions(Evidence seen, List<ExitSighting> clear) {
        List<ExitSighting> group = Consensus.largestGroup(clear);
        boolean peerAgrees = seen.witness()
                .map(peer -> group.stream()
                        .anyMatch(sighting -> sighting.address().equals(peer)
                                || sighting.network().sameAs(seen.peerNetwork())))
                .orElse(false);
        return Consensus.operators(group) + (peerAgrees ? 1 : 0);
    }
}
