package lab.row;

import static lab.row.Expected.Outside.ANY;
import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.BEAT;
import static lab.row.Right.HELD;
import static lab.row.Right.LOCAL;
import static lab.row.Right.STALL;
import static lab.row.Right.exposedAtFirstSight;
import static lab.row.Right.news;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.silent;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_NETWORK;
import static vpnsentinel.network.Fact.EXIT_UNEXPECTED;
import static vpnsentinel.network.Fact.IPV6_ELSEWHERE;
import static vpnsentinel.network.Fact.OWN_PATH_THIRD_NETWORK;
import static vpnsentinel.network.Fact.PROGRAM_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.RESOLVER_SILENT;
import static vpnsentinel.network.Fact.TRAFFIC_ON_HOME_LINE;
import static vpnsentinel.network.Fact.TUNNEL_GONE;
import static vpnsentinel.network.Fact.UDP_ELSEWHERE;

import java.util.List;

/** What happens to the tunnel, beside it, and to its exit. */
final class TunnelRows {
    private static final Setup PLAIN = Setup.PLAIN;

    private TunnelRows() {}

    /** The tunnel itself. */
    static List<Row> tunnel() {
        return List.of(
                new Row(
                                "tunnel-dropped",
                                "tunnel dropped, the home line as fallback",
                                PLAIN,
                                List.of(TunnelFaults.TUNNEL_DROPPED),
                                red(EXIT_ON_HOME_LINE).within(LOCAL))
                        .inQuick(),
                new Row(
                        "tunnel-dropped-kill-switch",
                        "tunnel dropped, kill switch closed",
                        PLAIN,
                        List.of(TunnelFaults.KILL_SWITCH, TunnelFaults.TUNNEL_DROPPED),
                        silent().outside(NONE)),
                new Row(
                        "tunnel-stalled",
                        "tunnel up, but nothing comes through",
                        PLAIN,
                        List.of(TunnelFaults.TUNNEL_STALLED),
                        silent().outside(NONE)),
                new Row(
                        "tunnel-stalled-lan",
                        "tunnel up, but nothing comes through, the server by its LAN address",
                        Setup.BY_LAN,
                        List.of(TunnelFaults.TUNNEL_STALLED),
                        yellow(TUNNEL_GONE)
                                .saying("nothing comes out of wg0")
                                .within(STALL)
                                .neverFound(RESOLVER_SILENT)
                                .outside(NONE)),
                new Row(
                        "tunnel-rehandshake",
                        "nothing comes through for 15 s, as while a handshake is repeated",
                        PLAIN,
                        List.of(TunnelFaults.STALLED_FOR_A_WHILE),
                        quiet().alsoSeen("yellow", "silent")
                                .never("leak", "expose", "🔴", "finds no host")
                                .neverFound(RESOLVER_SILENT)
                                .outside(NONE)),
                new Row(
                                "tunnel-late",
                                "client started before the tunnel is up",
                                PLAIN,
                                List.of(),
                                exposedAtFirstSight(EXIT_ON_HOME_LINE))
                        .before(TunnelFaults.EVERYTHING_FALLS_BACK));
    }

    /** What goes another way than the tunnel. */
    static List<Row> beside() {
        return List.of(
                new Row(
                                "v6-outside",
                                "IPv6 outside the tunnel, in the server's /64",
                                PLAIN,
                                List.of(BesideFaults.V6_OUTSIDE),
                                red(EXIT_ON_HOME_LINE).within(LOCAL).outside(ANY))
                        .inQuick(),
                new Row(
                        "v6-outside-other-prefix",
                        "IPv6 outside the tunnel, in another prefix of the home provider",
                        PLAIN,
                        List.of(BesideFaults.V6_OUTSIDE_OTHER_PREFIX),
                        red(EXIT_ON_HOME_NETWORK, EXIT_ON_HOME_LINE)
                                .within(LOCAL)
                                .outside(ANY)),
                new Row(
                        "only-echoes-tunnelled",
                        "only the echo services tunnelled, the rest direct",
                        PLAIN,
                        List.of(BesideFaults.ONLY_ECHOES_TUNNELLED),
                        red(TRAFFIC_ON_HOME_LINE).within(LOCAL)),
                new Row(
                        "echoes-direct",
                        "the echo services direct, the rest tunnelled",
                        PLAIN,
                        List.of(BesideFaults.ECHOES_DIRECT),
                        // routes to single hosts may lead to the VPN's endpoint, so that only a probe tells
                        red(EXIT_ON_HOME_LINE, TRAFFIC_ON_HOME_LINE)),
                new Row(
                        "udp-direct",
                        "UDP direct, TCP tunnelled",
                        PLAIN,
                        List.of(BesideFaults.UDP_DIRECT),
                        red(TRAFFIC_ON_HOME_LINE).within(LOCAL).outside(ANY)),
                new Row(
                                "program-outside",
                                "a program bound to another interface than the tunnel's",
                                PLAIN,
                                List.of(BesideFaults.PROGRAM_OUTSIDE),
                                red(PROGRAM_BESIDE_TUNNEL).within(LOCAL).backWithin(HELD))
                        .before(BesideFaults.AGENTS),
                new Row(
                        "own-path-third-network",
                        "the way to the server leaves by the VPN's other exit",
                        PLAIN,
                        List.of(TunnelFaults.SERVER_BY_OTHER_EXIT),
                        yellow(OWN_PATH_THIRD_NETWORK).outside(NONE)),
                new Row(
                        "udp-elsewhere",
                        "UDP leaves by the VPN's other exit",
                        PLAIN,
                        List.of(TunnelFaults.UDP_BY_OTHER_EXIT),
                        yellow(UDP_ELSEWHERE).outside(NONE)),
                new Row(
                        "ipv6-elsewhere",
                        "IPv6 leaves by the VPN's other exit",
                        PLAIN,
                        List.of(TunnelFaults.V6_BY_OTHER_EXIT),
                        yellow(IPV6_ELSEWHERE).outside(NONE)));
    }

    /** Where the tunnel comes out. */
    static List<Row> exit() {
        return List.of(
                new Row(
                        "exit-moved-expected",
                        "the exit moves to another country, which is expected",
                        PLAIN.server("VPN_SENTINEL_EXPECTED_COUNTRIES", "$VPN1_COUNTRY,$VPN2_COUNTRY"),
                        List.of(TunnelFaults.EXIT_MOVED),
                        news("has another VPN address").within(BEAT).outside(NONE)),
                new Row(
                        "exit-moved-unexpected",
                        "the exit moves to another country, which is not expected",
                        PLAIN.server("VPN_SENTINEL_EXPECTED_COUNTRIES", "$VPN1_COUNTRY"),
                        List.of(TunnelFaults.EXIT_MOVED),
                        yellow(EXIT_UNEXPECTED).within(BEAT).outside(NONE)),
                new Row(
                        "exit-on-home-network",
                        "the exit is another address of the home provider",
                        PLAIN,
                        List.of(HomeFaults.SECOND_LINE, TunnelFaults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_NETWORK).within(LOCAL)));
    }
}
