package vpnsentinel.network;

import java.util.Optional;

/**
 * Where an address is said to be. Unknown parts are empty; text is kept as the source spelled it.
 *
 * @param timezone an IANA zone name
 */
public record Place(Optional<Country> country, String city, String region, String timezone) {
    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(Optional.empty(), "", "", "");

    /** This place where it is known, else the other. */
    public Place or(Place other) {
        return country.isPresent() ? this : other;
    }
}
