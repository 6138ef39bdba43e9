package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Expected.Outside.SOME;
import static lab.row.Right.BEAT;
import static lab.row.Right.LOCAL;
import static lab.row.Right.red;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.EXIT_SUSPECTED;
import static vpnsentinel.network.Fact.OWN_PATH_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.TARGETS_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.TRAFFIC_ON_HOME_LINE;
import static vpnsentinel.network.Fact.TUNNEL_GONE;

import java.util.List;

/** Where no echo service and no STUN server sees what leaves beside the tunnel: what the ways prove, and what they do not. */
final class SameWayRows {
    private static final Setup WEB_ONLY = Setup.PLAIN.client("VPN_SENTINEL_STUN_SERVERS", "none");

    private SameWayRows() {}

    /** All of them. */
    static List<Row> sameWay() {
        return List.of(
                new Row(
                                "all-but-echoes-direct",
                                "everything direct, the server too, but for the echo services",
                                WEB_ONLY,
                                List.of(BesideFaults.ALL_BUT_ECHOES_DIRECT),
                                red(TRAFFIC_ON_HOME_LINE).alarmWithin(LOCAL))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS),
                new Row(
                                "server-and-resolver-direct",
                                "the server and one resolver direct, each by a route of its own",
                                WEB_ONLY,
                                List.of(BesideFaults.SERVER_DIRECT, BesideFaults.RESOLVER_DIRECT),
                                yellow(OWN_PATH_BESIDE_TUNNEL)
                                        .orTold(TARGETS_BESIDE_TUNNEL)
                                        .within(BEAT)
                                        .outside(SOME))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS),
                new Row(
                        "v6-firewalled",
                        "the tunnel carries IPv4 alone, a firewall stops IPv6",
                        WEB_ONLY,
                        List.of(BesideFaults.V6_FIREWALLED, BesideFaults.V6_OUTSIDE),
                        yellow(TARGETS_BESIDE_TUNNEL).within(LOCAL).outside(NONE)),
                new Row(
                                "server-allowed-alone",
                                "everything direct but for the echo services, and a firewall lets the server through alone, which is allowed",
                                WEB_ONLY.client("VPN_SENTINEL_DIRECT_ALLOWED", "$HOME_V4"),
                                List.of(BesideFaults.SERVER_ALONE, BesideFaults.ALL_BUT_ECHOES_DIRECT),
                                yellow(OWN_PATH_BESIDE_TUNNEL)
                                        .orTold(TUNNEL_GONE, EXIT_SUSPECTED)
                                        .alarmWithin(LOCAL)
                                        .outside(SOME))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS));
    }
}
