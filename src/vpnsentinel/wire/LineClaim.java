package vpnsentinel.wire;

import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Place;

/**
 * What a client says of its line, without evidence: all that an old one can say.
 *
 * @param exit the one public address that it shows; empty when missing or unparsable
 * @param place where that is
 * @param provider its network as text: {@code AS64500 Example Hosting}
 * @param dnsCountry where its names are resolved
 * @param dnsColo its resolver's point of presence, may be empty
 */
public record LineClaim(
        Optional<Address> exit, Place place, String provider, Optional<Country> dnsCountry, String dnsColo) {
    /** Nothing is claimed. */
    public static final LineClaim NONE = new LineClaim(Optional.empty(), Place.UNKNOWN, "", Optional.empty(), "");
}
