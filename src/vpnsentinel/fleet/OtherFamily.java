package vpnsentinel.fleet;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;

/**
 * Carries on what was last seen of one family when a round shows the other one only: its sources may be down, or the client
 * may have lost that family. While the client's kernel has a way there it is carried on for some rounds, since a firewall may
 * close that way and leave the route; when there is no way it is over, and when the client does not tell, after two rounds.
 * Where the family that is seen has moved to another network, what is not seen has probably moved with it.
 */
final class OtherFamily {
    private static final int MOST_ROUNDS = 2;
    private static final int MOST_ROUNDS_WITH_A_WAY = 4;

    private OtherFamily() {}

    /** The sightings of a proven round, with those that are carried on, and for how many rounds they have been. */
    record Sightings(List<ExitSighting> sightings, int rounds) {}

    /** What is seen, completed by what was. */
    static Sightings of(List<ExitSighting> seen, CarriedExit before, LocalSigns local) {
        List<ExitSighting> last = new ArrayList<>(0);
        for (ExitSighting sighting : before.track().seen()) {
            if (isMissing(sighting, seen)) {
                last.add(sighting);
            }
        }
        if (last.isEmpty()) {
            return new Sightings(seen, 0); // the steady case
        }
        Family family = Family.of(last.get(0).address());
        boolean goesOn = local.hasWay(family)
                .map(way -> way && before.familyRounds() < MOST_ROUNDS_WITH_A_WAY)
                .orElse(before.familyRounds() < MOST_ROUNDS);
        if (!goesOn || hasMoved(seen, before)) {
            return new Sightings(seen, 0);
        }
        List<ExitSighting> both = new ArrayList<>(seen);
        both.addAll(last);
        return new Sightings(both, before.familyRounds() + 1);
    }

    private static boolean hasMoved(List<ExitSighting> seen, CarriedExit before) {
        Family family = Family.of(seen.get(0).address());
        List<ExitSighting> former = family.of(before.track().seen());
        return !former.isEmpty()
                && family.of(seen).stream()
                        .allMatch(each -> isKnown(each) && former.stream().noneMatch(each::agreesWith))
                && former.stream().allMatch(OtherFamily::isKnown);
    }

    private static boolean isKnown(ExitSighting sighting) {
        return sighting.network().asn().isPresent();
    }

    private static boolean isMissing(ExitSighting sighting, List<ExitSighting> seen) {
        Family family = Family.of(sighting.address());
        for (ExitSighting each : seen) {
            if (family.holds(each.address())) {
                return false;
            }
        }
        return true;
    }
}
