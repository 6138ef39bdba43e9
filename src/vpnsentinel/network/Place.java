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

    /** This place where it is known, completed by the other unless that one is in another country. */
    public Place or(Place other) {
        if (country.isPresent() && other.country.isPresent() && !country.equals(other.country)) {
            return this;
        }
        boolean coarse = city.isEmpty() && region.isEmpty();
        return new Place(
                country.isPresent() ? country : other.country,
                coarse ? other.city : city,
                coarse ? other.region : region,
                timezone.isEmpty() ? other.timezone : timezone);
    }
}
