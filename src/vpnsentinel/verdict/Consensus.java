package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;

/**
 * The exit on which sources of one family agree. Two agree when they name the same address, or addresses of one network, as
 * exit pools show; they are independent when their operators differ. What our own server sees decides only where the others
 * leave it open, since the path to it can differ from all others.
 */
final class Consensus {
    private Consensus() {}

    /** The agreed sighting, or the only operator's; empty when there is none or when all contradict each other. */
    static Optional<ExitSighting> of(List<ExitSighting> sightings) {
        List<ExitSighting> others = others(sightings);
        if (others.isEmpty()) {
            return agreed(sightings);
        }
        Optional<ExitSighting> agreed = agreed(others);
        return agreed.isPresent() || others.size() == sightings.size() ? agreed : agreed(sightings);
    }

    private static Optional<ExitSighting> agreed(List<ExitSighting> sightings) {
        List<ExitSighting> group = Corroboration.largestGroup(sightings);
        boolean enough =
                Corroboration.isBySeveral(group) || (!group.isEmpty() && Corroboration.operators(sightings) == 1);
        return enough ? Optional.of(best(group)) : Optional.empty();
    }

    /** The sightings by others' servers. */
    static List<ExitSighting> others(List<ExitSighting> sightings) {
        List<ExitSighting> others = new ArrayList<>(sightings.size());
        for (ExitSighting sighting : sightings) {
            if (!sighting.isOwnPath()) {
                others.add(sighting);
            }
        }
        return others;
    }

    /** The sighting that says most. */
    private static ExitSighting best(List<ExitSighting> group) {
        for (ExitSighting sighting : group) {
            if (sighting.network().asn().isPresent()
                    && sighting.place().country().isPresent()) {
                return sighting;
            }
        }
        return group.get(0);
    }
}
