package vpnsentinel.verdict;

import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;

/**
 * What sightings are compared with: the line that must not be seen, and what the user expects nevertheless.
 *
 * @param line the home line
 * @param expected what the user expects of this client
 */
record Comparison(HomeLine line, Expectations expected) {
    /** Whether the sighting names the home line, or its provider's network where the user does not expect that exit. */
    boolean isAccused(ExitSighting sighting) {
        return line.holds(sighting.address()) || (line.isNetwork(sighting.network()) && !expected.names(sighting));
    }

    /** Whether the sighting is fine although it is in the home provider's network. */
    boolean isPardoned(ExitSighting sighting) {
        return !line.holds(sighting.address()) && line.isNetwork(sighting.network()) && expected.names(sighting);
    }
}
