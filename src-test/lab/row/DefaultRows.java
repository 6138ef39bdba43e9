package lab.row;

import static lab.row.Expected.Outside.ANY;
import static lab.row.Expected.Outside.NONE;
import static lab.row.Expected.Outside.SOME;
import static lab.row.Right.BEAT;
import static lab.row.Right.HELD;
import static lab.row.Right.LOCAL;
import static lab.row.Right.RESOLVER;
import static lab.row.Right.ZONE;
import static lab.row.Right.greenAtFirst;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.silent;
import static lab.row.Right.yellow;
import static lab.row.Right.yellowAtFirst;
import static vpnsentinel.network.Fact.DNS_LEAK;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.EXIT_UNEXPECTED;
import static vpnsentinel.network.Fact.KILL_SWITCH_NOT_PROVEN;
import static vpnsentinel.network.Fact.KILL_SWITCH_OPEN;
import static vpnsentinel.network.Fact.OWN_PATH_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.PROGRAM_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.RESOLVER_PATH_BESIDE_TUNNEL;
import static vpnsentinel.network.Fact.RESOLVER_SILENT;
import static vpnsentinel.network.Fact.TARGETS_BESIDE_TUNNEL;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The product at its default interval of five minutes, in which a leak must not wait for the next round. */
final class DefaultRows {
    private static final Setup DEFAULT = Setup.PLAIN.client("VPN_SENTINEL_INTERVAL", "300");
    private static final Setup OWN_ZONE = DEFAULT.server("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.net")
            .client("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.net");
    private static final Setup KILL_SWITCH = DEFAULT.client("VPN_SENTINEL_KILLSWITCH_PROBE", "on");

    /** With the six rounds in which nothing may be told, longer than six beats. */
    private static final Duration UNTIL_SILENT = Duration.ofSeconds(10);

    private DefaultRows() {}

    /** At the default interval. */
    static List<Row> all() {
        return Stream.of(leaks(), killSwitch()).flatMap(List::stream).toList();
    }

    private static List<Row> leaks() {
        return List.of(
                new Row(
                        "default-tunnel-dropped",
                        "at 300 s: tunnel dropped, the home line as fallback",
                        DEFAULT,
                        List.of(TunnelFaults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE).within(LOCAL)),
                new Row(
                                "default-v6-appears",
                                "at 300 s: IPv6 appears, outside the tunnel",
                                DEFAULT,
                                List.of(BesideFaults.V6_APPEARS),
                                red(EXIT_ON_HOME_LINE).within(LOCAL).outside(ANY))
                        .before(BesideFaults.CLIENT_WITHOUT_V6),
                new Row(
                        "default-route-appears",
                        "at 300 s: a route beside the tunnel appears",
                        DEFAULT,
                        List.of(BesideFaults.ROUTE_APPEARS),
                        yellow(TARGETS_BESIDE_TUNNEL).within(LOCAL)),
                new Row(
                                "default-own-path-beside",
                                "at 300 s: only the way to the server leads beside the tunnel",
                                DEFAULT,
                                List.of(BesideFaults.SERVER_DIRECT),
                                yellow(OWN_PATH_BESIDE_TUNNEL).within(BEAT).outside(SOME))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS),
                new Row(
                        "default-resolver-changed",
                        "at 300 s: the ISP's resolver, outside the tunnel",
                        DEFAULT,
                        List.of(DnsFaults.DNS_OF_ISP_OUTSIDE),
                        yellow(DNS_LEAK)
                                .orTold(RESOLVER_PATH_BESIDE_TUNNEL, TARGETS_BESIDE_TUNNEL)
                                .alarmWithin(LOCAL)
                                .outside(SOME)),
                new Row(
                        "default-dns-dead",
                        "at 300 s: the resolver is dead",
                        DEFAULT,
                        List.of(DnsFaults.DNS_DEAD),
                        yellow(RESOLVER_SILENT).within(RESOLVER).outside(NONE)),
                new Row(
                                "default-program-outside",
                                "at 300 s: a program bound to another interface than the tunnel's",
                                DEFAULT,
                                List.of(BesideFaults.PROGRAM_OUTSIDE),
                                red(PROGRAM_BESIDE_TUNNEL).within(LOCAL).backWithin(HELD))
                        .before(BesideFaults.AGENTS),
                new Row(
                        "default-exit-moved",
                        "at 300 s: the exit moves to another country, which is not expected",
                        DEFAULT.server("VPN_SENTINEL_EXPECTED_COUNTRIES", "$VPN1_COUNTRY"),
                        List.of(TunnelFaults.EXIT_MOVED),
                        yellow(EXIT_UNEXPECTED).within(BEAT).outside(NONE)),
                new Row(
                        "default-silence",
                        "at 300 s: tunnel dropped, kill switch closed",
                        DEFAULT,
                        List.of(TunnelFaults.KILL_SWITCH, TunnelFaults.TUNNEL_DROPPED),
                        silent().outside(NONE)),
                new Row(
                                "default-clock-set-back",
                                "at 300 s: the client's clock is set back by three hours, and beats alone tell that it lives",
                                DEFAULT.withFalseClock(),
                                List.of(ProductFaults.CLIENT_CLOCK_SET_BACK),
                                quiet().outside(NONE))
                        .then(Fault.pause(UNTIL_SILENT)),
                new Row(
                                "default-forwarder-leaks",
                                "at 300 s: a local forwarder leaks, the server's own zone hears it",
                                OWN_ZONE,
                                List.of(DnsFaults.FORWARDER_LEAKS),
                                yellow(DNS_LEAK).within(ZONE).backWithin(ZONE))
                        .before(BesideFaults.REPLY_BY_ETH0, DnsFaults.DNS_FORWARDER));
    }

    private static List<Row> killSwitch() {
        return List.of(
                new Row(
                                "default-kill-switch-open",
                                "at 300 s: what is bound beside the tunnel reaches the server beside it",
                                KILL_SWITCH,
                                List.of(),
                                yellowAtFirst(KILL_SWITCH_OPEN))
                        .before(BesideFaults.REPLY_BY_ETH0, HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS),
                new Row(
                                "default-kill-switch-closed",
                                "at 300 s: what is bound beside the tunnel gets no answer, the server's own host does",
                                KILL_SWITCH
                                        .server("VPN_SENTINEL_PUBLIC_URL", "http://home.example.net:5000")
                                        .server("VPN_SENTINEL_SERVER_STUN_PORT", "3478"),
                                List.of(),
                                greenAtFirst().logs("kill switch tried: CLOSED").outside(NONE))
                        .before(TunnelFaults.KILL_SWITCH),
                new Row(
                                "default-kill-switch-not-proven",
                                "at 300 s: what is bound beside the tunnel is answered by a router that hides its line",
                                KILL_SWITCH,
                                List.of(),
                                greenAtFirst(KILL_SWITCH_NOT_PROVEN)
                                        .logs("kill switch tried: NOT_PROVEN")
                                        .outside(SOME))
                        .before(BesideFaults.REPLY_BY_ETH0));
    }
}
