package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;

/**
 * The exits on which the sources agree, one a family: a line can leak by IPv6 while IPv4 is tunnelled.
 *
 * @param v4 the IPv4 exit, empty when there is none or when its sources contradict each other
 * @param v6 the IPv6 exit, likewise
 */
public record Exits(Optional<ExitSighting> v4, Optional<ExitSighting> v6) {
    /** The exits that the sightings of both families show. */
    public static Exits of(List<ExitSighting> sightings) {
        return new Exits(Consensus.of(Family.V4.of(sightings)), Consensus.of(Family.V6.of(sightings)));
    }

    /** The exit by which the client is known: that of IPv4, else that of IPv6. */
    public Optional<ExitSighting> main() {
        return v4.or(() -> v6);
    }

    /** Whether the sources agree on nothing. */
    public boolean isEmpty() {
        return v4.isEmpty() && v6.isEmpty();
    }

    Optional<ExitSighting> of(Family family) {
        return family == Family.V4 ? v4 : v6;
    }
}
