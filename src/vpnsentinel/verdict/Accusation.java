package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;

/**
 * Which sources of one family name the home line or its network, and whether that is enough to believe them.
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

    /** What the sources of the family say together; the own path counts as one of them. */
    static Accusation of(Family family, Evidence seen, Comparison home) {
        List<ExitSighting> accusing = new ArrayList<>(2);
        List<ExitSighting> clear = new ArrayList<>(2);
        for (ExitSighting sighting : Consensus.others(family.of(seen.exit().sightings()))) {
            (home.isAccused(sighting) ? accusing : clear).add(sighting);
        }
        List<ExitSighting> own = seen.ownPath(family);
        boolean heard = isAllThereIs(seen, clear) && own.stream().anyMatch(home::isAccused);
        if (accusing.isEmpty() && (heard || hasMovedHome(family, seen, home, own))) {
            return new Accusation(own, List.of(), Verdict.SUSPICION);
        }
        return new Accusation(accusing, clear, weigh(family, seen, home, accusing, clear, own));
    }

    /**
     * Whether no other source of any family saw an exit, so that the own path must be heard. Beside others that see the VPN
     * it may be a route that was excluded on purpose.
     */
    private static boolean isAllThereIs(Evidence seen, List<ExitSighting> clear) {
        return clear.isEmpty()
                && seen.claim().isEmpty()
                && Consensus.others(seen.exit().sightings()).isEmpty();
    }

    /** Whether the own path has come to the home line since others last saw the exit: what they saw may be over. */
    private static boolean hasMovedHome(Family family, Evidence seen, Comparison home, List<ExitSighting> own) {
        return seen.claim().isEmpty()
                && seen.way()
                        .whenProven()
                        .filter(family::holds)
                        .filter(before -> before.isPublic() && !home.line().holds(before))
                        .isPresent()
                && own.stream().anyMatch(path -> home.line().holds(path.address()));
    }

    private static Verdict weigh(
            Family family,
            Evidence seen,
            Comparison home,
            List<ExitSighting> accusing,
            List<ExitSighting> clear,
            List<ExitSighting> own) {
        if (accusing.isEmpty()) {
            return Verdict.NONE;
        }
        boolean ownAccuses = own.stream().anyMatch(home::isAccused);
        if (Corroboration.isBySeveral(accusing) || ownAccuses || isConfirmedByUdp(family, seen, home, accusing)) {
            return Verdict.CONFIRMED;
        }
        if (seen.claim().isPresent()) {
            return own.isEmpty() ? Verdict.CONFIRMED : Verdict.CONTRADICTED_BY_PEER;
        }
        return contradictions(clear, own) > 1 ? Verdict.NONE : Verdict.SUSPICION;
    }

    /** Whether another operator saw datagrams come from the home line, too. */
    private static boolean isConfirmedByUdp(
            Family family, Evidence seen, Comparison home, List<ExitSighting> accusing) {
        List<ExitSighting> all = new ArrayList<>(accusing);
        Consensus.others(family.of(seen.udp())).stream().filter(home::isAccused).forEach(all::add);
        return Corroboration.isBySeveral(all);
    }

    /** How many independent sources agree on an exit that is not the home's; the own path is one. */
    private static int contradictions(List<ExitSighting> clear, List<ExitSighting> own) {
        List<ExitSighting> group = Corroboration.largestGroup(clear);
        boolean ownAgrees = own.stream().anyMatch(path -> group.stream().anyMatch(path::agreesWith));
        return Corroboration.operators(group) + (ownAgrees ? 1 : 0);
    }
}
