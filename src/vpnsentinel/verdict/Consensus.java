package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.ExitSighting;

/**
 * The exit on which sources agree. Two agree when they name the same address, or addresses of one network, as exit pools
 * show; they are independent when their operators differ.
 */
public final class Consensus {
    private Consensus() {}

    /** The agreed sighting, or the only operator's; empty when there is none or when all contradict each other. */
    public static Optional<ExitSighting> of(List<ExitSighting> sightings) {
        return largestGroup(sightings)
                .filter(group -> operators(group) > 1 || operators(sightings) == 1)
                .map(Consensus::best);
    }

    /** The sightings that agree with each other, most operators first found. */
    static Optional<List<ExitSighting>> largestGroup(List<ExitSighting> sightings) {
        List<ExitSighting> largest = List.of();
        for (ExitSighting one : sightings) {
            List<ExitSighting> group =
                    sightings.stream().filter(other -> agree(one, other)).toList();
            if (operators(group) > operators(largest)) {
                largest = group;
            }
        }
        return largest.isEmpty() ? Optional.empty() : Optional.of(largest);
    }

    static boolean agree(ExitSighting one, ExitSighting other) {
        return one.address().equals(other.address()) || one.network().sameAs(other.network());
    }

    static long operators(List<ExitSighting> sightings) {
        return sightings.stream().map(ExitSighting::operator).distinct().count();
    }

    /** The sighting that says most. */
    private static ExitSighting best(List<ExitSighting> group) {
        return group.stream()
                .filter(sighting -> sighting.network().asn().isPresent()
                        && sighting.place().country().isPresent())
                .findFirst()
                .orElse(group.get(0));
    }
}
