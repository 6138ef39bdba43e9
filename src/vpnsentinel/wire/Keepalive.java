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
 * @param site the site where it says to be, empty for the server's own
 * @param companion whether it is no client behind a VPN, but shows the line of its site that must not be seen
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
        Optional<Report> report,
        String site,
        boolean companion) {
    /** A keepalive of a client at the server's own site. */
    public Keepalive(
            String clientId,
            String version,
            boolean stopping,
            Optional<Address> exit,
            Place place,
            String provider,
            Optional<Country> dnsCountry,
            String dnsColo,
            Optional<Report> report) {
        this(clientId, version, stopping, exit, place, provider, dnsCountry, dnsColo, report, "", false);
    }

    /** The same keepalive from a site. */
    public Keepalive at(String where, boolean asCompanion) {
        return new Keepalive(
                clientId, version, stopping, exit, place, provider, dnsCountry, dnsColo, report, where, asCompanion);
    }

    /** The same keepalive with this report. */
    public Keepalive with(Report other) {
        return new Keepalive(
                clientId,
                version,
                stopping,
                exit,
                place,
                provider,
                dnsCountry,
                dnsColo,
                Optional.of(other),
                site,
                companion);
    }
}
