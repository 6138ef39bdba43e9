package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<ExitSighting> group = largestGroup(sightings);
        boolean enough = operators(group) > 1 || (!group.isEmpty() && operators(sightings) == 1);
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

    /** The sightings that agree with each other, most operators first found; empty when there are no sightings. */
    static List<ExitSighting> largestGroup(List<ExitSighting> sightings) {
        List<ExitSighting> largest = List.of();
        int most = 0;
        for (ExitSighting one : sightings) {
            List<ExitSighting> group = agreeing(one, sightings);
            if (group.size() == sightings.size()) {
                return sightings; // the steady case
            }
            int operators = operators(group);
            if (operators > most) {
                most = operators;
                largest = group;
            }
        }
        return largest;
    }

    private static List<ExitSighting> agreeing(ExitSighting one, List<ExitSighting> sightings) {
        List<ExitSighting> group = new ArrayList<>(sightings.size());
        for (ExitSighting other : sightings) {
            if (one.agreesWith(other)) {
                group.add(other);
            }
        }
        return group;
    }

    /** The number of different operators; lists are short, so that comparing beats collecting. */
    static int operators(List<ExitSighting> sightings) {
        int count = 0;
        for (int i = 0; i < sightings.size(); i++) {
            count += isFirstOfOperator(sightings, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean isFirstOfOperator(List<ExitSighting> sightings, int index) {
        for (int i = 0; i < index; i++) {
            if (sightings.get(i).operator().equals(sightings.get(index).operator())) {
                return false;
            }
        }
        return true;
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
