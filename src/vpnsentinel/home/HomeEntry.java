package vpnsentinel.home;

import java.time.Instant;
import java.util.Optional;

/**
 * One address or block of a home line.
 *
 * @param site the site, empty for the server's own
 * @param address the address, of IPv6 the network of its link, or a block of the settings
 * @param state {@code current}, {@code former}, {@code set} by a setting, or {@code data centre} where it does not count
 * @param network its network, may be empty
 * @param confirmed when sources last agreed on it; of a former one, until when it was current
 */
public record HomeEntry(String site, String address, String state, String network, Optional<Instant> confirmed) {
    static final String DATA_CENTRE = "data centre";

    /** Whether it must not be seen. */
    public boolean counts() {
        return !state.equals(DATA_CENTRE);
    }
}
