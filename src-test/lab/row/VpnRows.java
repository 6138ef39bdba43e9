package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.LOCAL;
import static lab.row.Right.exposedAtFirstSight;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static lab.row.Right.silent;
import static lab.row.Right.yellow;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.TARGETS_BESIDE_TUNNEL;

import java.util.List;
import java.util.stream.Stream;

/** What other programs than the laboratory make of a tunnel, and how it ends. */
final class VpnRows {
    private static final Setup PLAIN = Setup.PLAIN;

    private VpnRows() {}

    /** All of them. */
    static List<Row> vpns() {
        return Stream.of(openvpn(), wireguard()).flatMap(List::stream).toList();
    }

    private static List<Row> openvpn() {
        return List.of(
                new Row(
                                "openvpn-killed",
                                "OpenVPN over UDP killed",
                                PLAIN,
                                List.of(VpnFaults.OPENVPN_KILLED),
                                red(EXIT_ON_HOME_LINE).within(LOCAL))
                        .before(VpnFaults.OPENVPN_BY_UDP),
                new Row(
                                "openvpn-stopped",
                                "OpenVPN over TCP, with IPv6 blocked, stopped in order",
                                PLAIN,
                                List.of(VpnFaults.OPENVPN_STOPPED),
                                // it takes its routes away one by one: the first change may spoil the round that it
                                // orders
                                red(EXIT_ON_HOME_LINE).alarmWithin(LOCAL))
                        .before(VpnFaults.OPENVPN_BY_TCP),
                new Row(
                                "openvpn-gives-up",
                                "OpenVPN lets its interface go when the VPN has not answered for four seconds",
                                PLAIN,
                                List.of(VpnFaults.SERVER_OF_OPENVPN_FROZEN),
                                red(EXIT_ON_HOME_LINE))
                        .before(VpnFaults.OPENVPN_THAT_GIVES_UP),
                new Row(
                                "openvpn-frozen",
                                "OpenVPN frozen, its interface stays",
                                PLAIN,
                                List.of(VpnFaults.OPENVPN_FROZEN),
                                silent().outside(NONE))
                        .before(VpnFaults.OPENVPN_THAT_STAYS),
                new Row(
                                "openvpn-tap",
                                "OpenVPN with an interface that is no point-to-point one, killed",
                                PLAIN.client("VPN_SENTINEL_TUNNEL_INTERFACES", "ovpn"),
                                List.of(VpnFaults.TAP_KILLED),
                                red(EXIT_ON_HOME_LINE).within(LOCAL))
                        .before(VpnFaults.OPENVPN_BY_TAP),
                new Row(
                                "openvpn-without-routes",
                                "OpenVPN is up and takes no routes",
                                PLAIN,
                                List.of(),
                                exposedAtFirstSight(EXIT_ON_HOME_LINE))
                        .before(VpnFaults.OPENVPN_WITHOUT_ROUTES),
                new Row(
                                "two-tunnels",
                                "one tunnel a family, that of IPv4 killed",
                                PLAIN,
                                List.of(VpnFaults.TUNNEL_OF_IPV4_KILLED),
                                red(EXIT_ON_HOME_LINE).within(LOCAL))
                        .before(VpnFaults.ONE_TUNNEL_A_FAMILY),
                new Row(
                                "tunnel-below",
                                "OpenVPN killed, and a tunnel below it carries on",
                                PLAIN,
                                List.of(VpnFaults.UPPER_TUNNEL_KILLED),
                                quiet().alsoSeen("yellow").never("→ red").outside(NONE))
                        .before(VpnFaults.ONE_TUNNEL_OVER_ANOTHER));
    }

    private static List<Row> wireguard() {
        return List.of(
                new Row(
                                "wg-quick-down",
                                "wg-quick's rules, then down",
                                PLAIN,
                                List.of(VpnFaults.WG_QUICK_DOWN),
                                red(EXIT_ON_HOME_LINE).alarmWithin(LOCAL))
                        .before(VpnFaults.WG_QUICK),
                new Row(
                                "block-left-out",
                                "a list of blocks leads into the tunnel, and one of them is lost",
                                PLAIN,
                                List.of(VpnFaults.BLOCK_LEFT_OUT),
                                yellow(TARGETS_BESIDE_TUNNEL)
                                        .saying("32.0.0.0/3 via eth0")
                                        .within(LOCAL)
                                        .outside(NONE))
                        .before(VpnFaults.WG_QUICK_WITH_A_LIST),
                new Row(
                                "policy-kill-switch",
                                "the tunnel drops behind a kill switch of policy routes",
                                PLAIN,
                                List.of(VpnFaults.POLICY_TUNNEL_DOWN),
                                silent().outside(NONE))
                        .before(VpnFaults.POLICY_KILL_SWITCH));
    }
}
