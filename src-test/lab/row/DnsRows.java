package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Expected.Outside.SOME;
import static lab.row.Right.LOCAL;
import static lab.row.Right.RESOLVER;
import static lab.row.Right.quiet;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.DNS_ELSEWHERE;
import static vpnsentinel.network.Fact.DNS_LEAK;
import static vpnsentinel.network.Fact.RESOLVER_PATH_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.RESOLVER_SILENT;
import static vpnsentinel.network.Fact.TARGETS_BESIDE_TUNNEL;

import java.util.List;

/** Who resolves the names, and which way the questions go. */
final class DnsRows {
    private static final Setup PLAIN = Setup.PLAIN;
    private static final Setup PUBLIC_ALLOWED = Setup.PLAIN.server("VPN_SENTINEL_DNS_ALLOWED", "AS$PUBLIC_ASN");

    private DnsRows() {}

    /** The resolver. */
    static List<Row> dns() {
        return List.of(
                new Row(
                                "dns-isp-outside",
                                "the ISP's resolver, outside the tunnel",
                                PLAIN,
                                List.of(DnsFaults.DNS_OF_ISP_OUTSIDE),
                                yellow(DNS_LEAK)
                                        .orTold(RESOLVER_PATH_BESIDE_TUNNEL, TARGETS_BESIDE_TUNNEL)
                                        .alarmWithin(LOCAL)
                                        .outside(SOME))
                        .inQuick(),
                new Row(
                                "dns-public-inside-allowed",
                                "an allowed public resolver, inside the tunnel",
                                PUBLIC_ALLOWED,
                                List.of(DnsFaults.DNS_PUBLIC_INSIDE),
                                quiet().outside(NONE))
                        .then(DnsFaults.TRANSPORT_SHOWN),
                new Row(
                        "dns-public-inside",
                        "a public resolver of another country, inside the tunnel",
                        PLAIN,
                        List.of(DnsFaults.DNS_PUBLIC_INSIDE),
                        yellow(DNS_ELSEWHERE).outside(NONE)),
                new Row(
                                "dns-public-outside-subnet",
                                "an allowed public resolver outside the tunnel, which passes our subnet on",
                                PUBLIC_ALLOWED,
                                List.of(DnsFaults.DNS_PUBLIC_OUTSIDE),
                                yellow(DNS_LEAK)
                                        .orTold(RESOLVER_PATH_BESIDE_TUNNEL, TARGETS_BESIDE_TUNNEL)
                                        .alarmWithin(LOCAL)
                                        .outside(SOME))
                        .inQuick(),
                new Row(
                        "dns-public-outside-seen",
                        "an allowed public resolver outside the tunnel, which says whence it sees us",
                        PLAIN.server("VPN_SENTINEL_DNS_ALLOWED", "cloudflare,AS$CONTENT_ASN"),
                        List.of(DnsFaults.DNS_CLOUDFLARE_OUTSIDE),
                        yellow(DNS_LEAK)
                                .orTold(RESOLVER_PATH_BESIDE_TUNNEL, TARGETS_BESIDE_TUNNEL)
                                .alarmWithin(LOCAL)
                                .outside(SOME)),
                new Row(
                        "dns-dead",
                        "the resolver is dead",
                        PLAIN.client("VPN_SENTINEL_URL", "http://$HOME_V4:5000"),
                        List.of(DnsFaults.DNS_DEAD),
                        yellow(RESOLVER_SILENT).within(RESOLVER).outside(NONE)),
                new Row(
                        "dns-fails",
                        "the resolver answers that it cannot, since it reaches nobody",
                        PLAIN.client("VPN_SENTINEL_URL", "http://$HOME_V4:5000"),
                        List.of(DnsFaults.DNS_FAILS),
                        yellow(RESOLVER_SILENT).within(RESOLVER).outside(NONE)),
                new Row(
                                "dns-one-of-two-dead",
                                "one of two name servers is dead",
                                PLAIN,
                                List.of(DnsFaults.SECOND_NAME_SERVER_DEAD),
                                quiet().outside(NONE))
                        .then(DnsFaults.NOTED));
    }
}
