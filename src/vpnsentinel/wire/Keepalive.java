package vpnsentinel.wire;

import java.util.Optional;

/**
 * One keepalive: what a client says of itself. Every client can make a claim, an old one included; the report is there when
 * a client of this product sent it.
 *
 * @param clientId {@code ^[a-zA-Z0-9._-]+$}, at most 100 characters
 * @param version the client's version as it says, or {@code Unknown}
 * @param stopping whether the client announces its orderly stop
 * @param claim what it says of its line
 * @param report the evidence behind the claim, empty from an old client
 * @param site the site where it says to be, empty for the server's own
 * @param companion whether it is no client behind a VPN, but shows the line of its site that must not be seen
 */
public record Keepalive(
        String clientId,
        String version,
        boolean stopping,
        LineClaim claim,
        Optional<Report> report,
        String site,
        boolean companion) {
    /** A keepalive of a client at the server's own site. */
    public Keepalive(String clientId, String version, boolean stopping, LineClaim claim, Optional<Report> report) {
        this(clientId, version, stopping, claim, report, "", false);
    }

    /** The same keepalive from a site. */
    public Keepalive at(String where, boolean asCompanion) {
        return new Keepalive(clientId, version, stopping, claim, report, where, asCompanion);
    }

    /** The same keepalive with this report. */
    public Keepalive with(Report other) {
        return new Keepalive(clientId, version, stopping, claim, Optional.of(other), site, companion);
    }
}
