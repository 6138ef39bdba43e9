package lab.row;

import static lab.row.Expected.Outside.ANY;
import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.LOCAL;
import static lab.row.Right.leftBehind;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.redAtFirst;
import static lab.row.Right.yellowAtFirst;
import static vpnsentinel.network.Fact.BASELINE_UNKNOWN;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_NETWORK;
import static vpnsentinel.network.Fact.SERVER_BEHIND_VPN;

import java.time.Duration;
import java.util.List;

/** The line that must not be seen, and the second site. */
final class HomeRows {
    private static final Setup PLAIN = Setup.PLAIN;
    private static final Setup BY_LAN = Setup.PLAIN.client("VPN_SENTINEL_URL", "http://192.168.1.10:5000");

    private HomeRows() {}

    /** The home line. */
    static List<Row> home() {
        return List.of(
                new Row(
                        "home-moved-tunnel-dropped",
                        "the home address changes, then the tunnel drops",
                        BY_LAN,
                        List.of(HomeFaults.HOME_MOVED, TunnelFaults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE, EXIT_ON_HOME_NETWORK).within(LOCAL)),
                new Row(
                        "leak-by-former-address",
                        "a leak over the home address before its change",
                        BY_LAN,
                        List.of(
                                HomeFaults.HOME_MOVED,
                                HomeFaults.CLIENT_BY_FORMER_ADDRESS,
                                TunnelFaults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE, EXIT_ON_HOME_NETWORK).within(LOCAL)),
                new Row(
                                "home-moved-name-follows",
                                "the home address changes, and its dynamic name follows after 20 s",
                                PLAIN,
                                List.of(HomeFaults.HOME_MOVED),
                                quiet().outside(NONE))
                        .then(Fault.pause(Duration.ofSeconds(20)), HomeFaults.NAME_FOLLOWS),
                new Row(
                                "home-moved-name-follows-late",
                                "the home address changes, and its dynamic name follows after 80 s, at an interval of 300 s",
                                PLAIN.client("VPN_SENTINEL_INTERVAL", "300"),
                                List.of(HomeFaults.HOME_MOVED),
                                quiet().outside(NONE))
                        .then(Fault.pause(Duration.ofSeconds(80)), HomeFaults.NAME_FOLLOWS),
                new Row(
                        "home-moved-name-stays",
                        "the home address changes, its dynamic name does not, and two clients call it by that",
                        PLAIN.clients("one", "two").client("VPN_SENTINEL_INTERVAL", "300"),
                        List.of(HomeFaults.HOME_MOVED),
                        leftBehind().outside(NONE)),
                new Row(
                                "v4-client-of-dual-stack-server",
                                "a client without IPv6 drops its tunnel, the server has both",
                                PLAIN,
                                List.of(TunnelFaults.TUNNEL_DROPPED),
                                red(EXIT_ON_HOME_LINE).within(LOCAL))
                        .before(BesideFaults.CLIENT_WITHOUT_V6),
                new Row(
                                "dual-stack-client-of-v4-server",
                                "IPv6 outside the tunnel, the server has none",
                                PLAIN,
                                List.of(BesideFaults.V6_OUTSIDE),
                                red(EXIT_ON_HOME_NETWORK, EXIT_ON_HOME_LINE)
                                        .within(LOCAL)
                                        .outside(ANY))
                        .before(BesideFaults.SERVER_WITHOUT_V6),
                new Row(
                        "second-site",
                        "the tunnel of another site drops to that site's own line",
                        PLAIN.secondSite().client("VPN_SENTINEL_SITE", "lyon"),
                        List.of(TunnelFaults.SITE_TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE).within(LOCAL)),
                new Row(
                                "baseline-unknown",
                                "no echo service can be reached from the server, from its start",
                                PLAIN.blind(),
                                List.of(),
                                yellowAtFirst(BASELINE_UNKNOWN)
                                        .neverSeen("green")
                                        .outside(NONE))
                        .before(HomeFaults.SERVER_WITHOUT_ECHOES),
                new Row(
                                "server-behind-vpn",
                                "the server is behind the VPN as its client is, in a data centre",
                                BY_LAN.blind(),
                                List.of(),
                                yellowAtFirst(BASELINE_UNKNOWN)
                                        .saying("in a data centre")
                                        .neverSeen("green")
                                        .outside(NONE))
                        .before(HomeFaults.SERVER_BEHIND_TUNNEL),
                new Row(
                                "server-behind-vpn-unnoticed",
                                "server and clients are behind the VPN, and nobody says that it is a data centre",
                                BY_LAN.clients("one", "two"),
                                List.of(),
                                redAtFirst(SERVER_BEHIND_VPN).outside(NONE))
                        .before(
                                HomeFaults.SERVER_BEHIND_TUNNEL,
                                Fault.services("fault ip-api.com 429", "fault all none")));
    }
}
