package lab.row;

/** Tunnels as OpenVPN and wg-quick set them up, in place of the laboratory's own, and what happens to them. */
final class VpnFaults {
    private static final String ALL_BY_UDP = "openvpn_client udp tun --redirect-gateway def1 ipv6";
    private static final String ALL_BY_TCP =
            "openvpn_client tcp-client tun --redirect-gateway def1 ipv6 --ifconfig-ipv6 fd00:8:4::9/64 fd00:8:4::1 --block-ipv6";
    private static final String ALL_BY_TAP = "openvpn_client udp tap --redirect-gateway def1 ipv6";

    static final Fault OPENVPN_BY_UDP = openvpn("OpenVPN over UDP", "udp tun", ALL_BY_UDP);
    static final Fault OPENVPN_BY_TCP = openvpn("OpenVPN over TCP, IPv6 blocked", "tcp-server tun", ALL_BY_TCP);
    static final Fault OPENVPN_BY_TAP = openvpn("OpenVPN, dev tap", "udp tap", ALL_BY_TAP);
    static final Fault OPENVPN_THAT_STAYS =
            openvpn("OpenVPN that keeps its interface", "udp tun", ALL_BY_UDP + " --persist-tun");
    static final Fault OPENVPN_THAT_GIVES_UP = openvpn(
            "OpenVPN that lets its interface go when nobody answers", "udp tun", ALL_BY_UDP + " --ping-restart 4");
    static final Fault OPENVPN_WITHOUT_ROUTES = Fault.network(
            "OpenVPN that takes no routes",
            "openvpn_server udp tun; openvpn_client udp tun --route-nopull; resolver client $HOME_RESOLVER",
            "openvpn_gone; resolver client 10.8.0.1");

    /** IPv4 goes by OpenVPN, IPv6 by WireGuard. */
    static final Fault ONE_TUNNEL_A_FAMILY = Fault.network("one tunnel a family", """
            openvpn_server udp tun
            openvpn_client udp tun --redirect-gateway def1
            tunnel_up client 2
            ip -n $W-client route del default dev wg0
            """, "openvpn_gone");

    /** OpenVPN's routes are the better ones, and WireGuard's lie below them. */
    static final Fault ONE_TUNNEL_OVER_ANOTHER =
            openvpn("one tunnel over another", "udp tun", ALL_BY_UDP + "; tunnel_up client 2");

    static final Fault OPENVPN_KILLED = Fault.network("OpenVPN killed", "openvpn_ends client KILL", ALL_BY_UDP);
    static final Fault OPENVPN_STOPPED = Fault.network("OpenVPN stopped", "openvpn_ends client TERM", ALL_BY_TCP);
    static final Fault TAP_KILLED = Fault.network("OpenVPN killed, dev tap", "openvpn_ends client KILL", ALL_BY_TAP);
    static final Fault UPPER_TUNNEL_KILLED = Fault.network(
            "OpenVPN over WireGuard killed", "openvpn_ends client KILL", ALL_BY_UDP + "; tunnel_up client 2");
    static final Fault TUNNEL_OF_IPV4_KILLED = Fault.network(
            "OpenVPN of IPv4 killed",
            "openvpn_ends client KILL",
            "openvpn_client udp tun --redirect-gateway def1; tunnel_up client 2; ip -n $W-client route del default dev wg0");
    static final Fault OPENVPN_FROZEN = Fault.network(
            "OpenVPN frozen", "kill -STOP $(cat $DIR/client/openvpn.pid)", "kill -CONT $(cat $DIR/client/openvpn.pid)");
    static final Fault SERVER_OF_OPENVPN_FROZEN = Fault.network(
            "the VPN's end frozen",
            "kill -STOP $(cat $DIR/vpn1/openvpn.pid)",
            "kill -CONT $(cat $DIR/vpn1/openvpn.pid)");

    static final Fault WG_QUICK = Fault.network("wg-quick", "wg_quick_up", "wg_quick_gone");
    static final Fault WG_QUICK_DOWN = Fault.network("wg-quick down", "wg_quick down", "wg_quick up");

    static final Fault WG_QUICK_WITH_A_LIST =
            Fault.network("wg-quick without a table, and a list of blocks", """
            set -- "Table = off" "PostUp = ip -6 route add default dev %i metric 50"
            for block in $ALL_BUT_PRIVATE; do set -- "$@" "PostUp = ip route add $block dev %i"; done
            wg_quick_up "$@"
            """, "wg_quick_gone");
    static final Fault BLOCK_LEFT_OUT = Fault.network(
            "a block left out",
            "ip -n $W-client route del 32.0.0.0/3 dev wgq",
            "ip -n $W-client route add 32.0.0.0/3 dev wgq");

    /** All but the tunnel's own packets must ask a table in which there is the tunnel, or nothing. */
    static final Fault POLICY_KILL_SWITCH = Fault.network("a kill switch of policy routes", """
            set -- "Table = off" "FwMark = 51821"
            for family in -4 -6; do
              set -- "$@" "PostUp = ip $family route add default dev %i table 200"
              set -- "$@" "PostUp = ip $family route add unreachable default metric 4000 table 200"
              set -- "$@" "PostUp = ip $family rule add not fwmark 51821 priority 200 lookup 200"
              set -- "$@" "PostUp = ip $family rule add priority 199 lookup main suppress_prefixlength 0"
              set -- "$@" "PostDown = ip $family rule del priority 199; ip $family rule del priority 200"
              set -- "$@" "PostDown = ip $family route flush table 200"
            done
            wg_quick_up "$@"
            """, "wg_quick_gone");

    static final Fault POLICY_TUNNEL_DOWN =
            Fault.network("the tunnel of policy routes down", "ip -n $W-client link set wgq down", """
            ip -n $W-client link set wgq up
            ip -n $W-client route replace default dev wgq table 200
            ip -n $W-client addr replace fd00:8::2/64 dev wgq nodad
            ip -n $W-client -6 route replace default dev wgq table 200
            """);

    private VpnFaults() {}

    private static Fault openvpn(String name, String server, String client) {
        return Fault.network(name, "openvpn_server " + server + "; " + client, "openvpn_gone");
    }
}
