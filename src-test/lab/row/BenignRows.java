package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Expected.Outside.SOME;
import static lab.row.Right.quiet;

import java.util.List;

/** What a household does that is no leak: not a word about it. */
final class BenignRows {
    private static final Setup PLAIN = Setup.PLAIN;
    private static final Setup PUBLIC_ALLOWED = Setup.PLAIN.server("VPN_SENTINEL_DNS_ALLOWED", "AS$PUBLIC_ASN");

    private BenignRows() {}

    /** Benign variations. */
    static List<Row> benign() {
        return List.of(
                new Row(
                                "benign-lan",
                                "server by its LAN address, visited port, an interface as Tailscale's",
                                Setup.BY_LAN,
                                List.of(BesideFaults.VISITED_PORT, BesideFaults.TAILSCALE),
                                quiet().outside(SOME))
                        .inQuick(),
                new Row(
                                "benign-pool",
                                "several clients behind a pool of exits, no IPv6 at the server",
                                PLAIN.clients("one", "two"),
                                List.of(TunnelFaults.EXIT_POOL),
                                quiet().outside(NONE))
                        .before(BesideFaults.SERVER_WITHOUT_V6),
                new Row(
                                "benign-proxy",
                                "server and client behind a reverse proxy, home and tunnel share an allowed public resolver",
                                PUBLIC_ALLOWED
                                        .server("VPN_SENTINEL_TRUSTED_PROXIES", "192.168.1.1")
                                        .client("VPN_SENTINEL_URL", "http://home.example.net:5001"),
                                List.of(DnsFaults.DNS_SHARED),
                                quiet().outside(NONE))
                        .before(HomeFaults.PROXY),
                new Row(
                        "benign-two-exits",
                        "UDP and IPv6 leave by the VPN's other exit, which is expected",
                        PLAIN.server("VPN_SENTINEL_EXPECTED_ASNS", "AS$VPN1_ASN,AS$VPN2_ASN"),
                        List.of(TunnelFaults.UDP_BY_OTHER_EXIT, TunnelFaults.V6_BY_OTHER_EXIT),
                        quiet().outside(NONE)),
                new Row(
                                "benign-forwarder",
                                "a local forwarder, no IPv6 at the client, restart of the client",
                                PLAIN,
                                List.of(DnsFaults.DNS_FORWARDER, ProductFaults.CLIENT_RESTARTED),
                                quiet().outside(NONE))
                        .before(BesideFaults.CLIENT_WITHOUT_V6));
    }
}
