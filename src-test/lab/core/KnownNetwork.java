package lab.core;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import demo.Line;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;

/**
 * What the world knows about a block of addresses.
 *
 * @param asn the number of the network that announces it
 * @param org its operator
 * @param country two capital letters
 * @param timezone an IANA zone name; UTC when the plan has none
 * @param hosting whether it is a network of servers
 * @param latitude degrees north
 * @param longitude degrees east
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record KnownNetwork(
        Prefix prefix,
        long asn,
        String org,
        String country,
        String city,
        String region,
        String timezone,
        boolean hosting,
        double latitude,
        double longitude) {
    KnownNetwork {
        if (Country.parse(country).isEmpty()) {
            throw new IllegalArgumentException("country '" + country + "' of " + prefix + ", expected two letters");
        }
        timezone = timezone.isEmpty() ? "UTC" : timezone;
    }

    /** One address of the block as geolocation services know it. */
    Line at(Address address) {
        Network.Kind kind = hosting ? Network.Kind.HOSTING : Network.Kind.ACCESS;
        return new Line(
                address,
                new Network(Optional.of(new Asn(asn)), org, kind),
                new Place(Country.parse(country), city, region, timezone),
                latitude,
                longitude);
    }
}
