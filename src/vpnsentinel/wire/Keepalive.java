package vpnsentinel.wire;

import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Place;

/**
 * One keepalive: what a client says of itself. The first part is what every client can say, an old one included; the
 * report is there when a client of this product sent it.
 *
 * @param clientId {@code ^[a-zA-Z0-9._-]+$}, at most 100 characters
 * @param version the client's version as it says, or {@code Unknown}
 * @param stopping whether the client announces its orderly stop
 * @param exit the one public address that it claims; empty when missing or unparsable
 * @param place where it claims to be
 * @param provider its network as text: {@code AS64500 Example Hosting}
 * @param dnsCountry where it claims that its names are resolved
 * @param dnsColo the point of presence that it claims for its resolver, may be empty
 * @param report the evidence behind the claims, empty from an old client
 */
public record Keepalive(
        String clientId,
        String version,
        boolean stopping,
        Optional<Address> exit,
        Place place,
        String provider,
        Optional<Country> dnsCountry,
        String dnsColo,
        Optional<Report> report) {
    /** The same keepalive with this report. */
    public Keepalive with(Report other) {
        return new Keepalive(
                clientId, version, stopping, exit, place, provider, dnsCountry, dnsColo, Optional.of(other));
    }
}
