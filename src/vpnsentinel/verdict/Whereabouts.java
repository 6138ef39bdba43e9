package vpnsentinel.verdict;

import java.util.Optional;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;

/**
 * Network and country of an address, as far as look-ups know them.
 */
public record Whereabouts(Network network, Optional<Country> country) {
    /** Nothing is known. */
    public static final Whereabouts UNKNOWN = new Whereabouts(Network.UNKNOWN, Optional.empty());

    /** Whether anything is known that resolvers can be compared by. */
    public boolean isKnown() {
        return network.asn().isPresent() || country.isPresent();
    }

    /** {@code AS64500 Example in CH}, as far as known. */
    @Override
    public String toString() {
        String where = country.map(c -> "in " + c.name()).orElse("");
        String text = (network + " " + where).strip();
        return text.isEmpty() ? "an unknown network" : text;
    }
}
