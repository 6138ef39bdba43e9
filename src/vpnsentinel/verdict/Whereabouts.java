package vpnsentinel.verdict;

import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.words.Sentence;

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
    public Sentence said() {
        String named = network.toString();
        String where = country.map(Country::name).orElse("");
        if (named.isEmpty()) {
            return where.isEmpty() ? Sentence.of("place.unknown") : Sentence.of("place.country", "country", where);
        }
        return where.isEmpty()
                ? Sentence.of("place.network", "network", named)
                : Sentence.of("place", "network", named, "country", where);
    }

    /** The address and where it is. */
    static Sentence of(Address address, Sentence place) {
        return Sentence.of("address-in-place", "address", address, "place", place);
    }

    /** The same in words. */
    @Override
    public String toString() {
        return said().text();
    }
}
