package lab.row;

/** What happens to the tunnel, and where it comes out. */
final class TunnelFaults {
    static final Fault TUNNEL_DROPPED =
            Fault.network("tunnel dropped", "ip -n $W-client link set wg0 down", "tunnel_up client 2");

    /** The container's names are resolved by the home line as well: what it has before its tunnel, and without one. */
    static final Fault EVERYTHING_FALLS_BACK = Fault.network(
            "tunnel dropped, names by the ISP",
            "ip -n $W-client link set wg0 down; resolver client $HOME_RESOLVER",
            "tunnel_up client 2; resolver client 10.8.0.1");

    static final Fault KILL_SWITCH = Fault.network("kill switch", """
            at client nft -f - <<NFT
            table inet killswitch {
              chain out {
                type filter hook output priority 0;
                oifname != "eth0" accept
                ip daddr { $VPN1_ENDPOINT, $VPN2_ENDPOINT } udp dport { 51820, 51821 } accept
                ip6 daddr { fe80::/10, ff00::/8 } accept
                drop
              }
            }
            NFT
            """, "at client nft delete table inet killswitch");

    static final Fault TUNNEL_STALLED =
            Fault.network("tunnel stalled", "drop_at vpn1 input 'udp dport 51820'", "pass_at vpn1");

    /** As long as a handshake may take that has to be repeated; the tunnel comes back by itself. */
    static final Fault STALLED_FOR_A_WHILE = Fault.network(
            "tunnel stalled for 15 s",
            "drop_at vpn1 input 'udp dport 51820'; (sleep 15; pass_at vpn1) </dev/null >/dev/null 2>&1 &",
            "true");

    static final Fault SITE_TUNNEL_DROPPED = Fault.network(
            "tunnel of the second site dropped", "ip -n $W-client2 link set wg0 down", "tunnel_up client2 3");

    static final Fault EXIT_MOVED = Fault.network("exit moved", """
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn1/key)" remove
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn2/key)" endpoint $VPN2_ENDPOINT:51820 allowed-ips 0.0.0.0/0,::/0
            """, """
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn2/key)" remove
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn1/key)" endpoint $VPN1_ENDPOINT:51820 allowed-ips 0.0.0.0/0,::/0
            """);

    static final Fault EXIT_POOL = Fault.network("an exit for each connection", """
            set -- $VPN1_POOL
            exit_address vpn1 "numgen random mod 4 map { 0 : $1, 1 : $2, 2 : $3, 3 : $4 }"
            """, "exit_address vpn1 $VPN1_EXIT");

    static final Fault SERVER_BY_OTHER_EXIT = Fault.network(
            "the server by the other exit",
            "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn2/key)\" endpoint $VPN2_ENDPOINT:51820 allowed-ips $HOME_V4/32",
            "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn2/key)\" remove");

    static final Fault V6_BY_OTHER_EXIT = Fault.network("IPv6 by the other exit", """
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn2/key)" endpoint $VPN2_ENDPOINT:51820 allowed-ips ::/0
            """, """
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn2/key)" remove
            wg_in client set wg0 peer "$(wg pubkey <$DIR/vpn1/key)" allowed-ips 0.0.0.0/0,::/0
            """);

    /** The VPN itself passes datagrams on to its other exit. */
    static final Fault UDP_BY_OTHER_EXIT = Fault.network(
            "UDP by the other exit", """
            link vpn1 to-vpn2 vpn2 to-vpn1
            ip -n $W-vpn1 addr add 10.9.0.1/30 dev to-vpn2
            ip -n $W-vpn2 addr add 10.9.0.2/30 dev to-vpn1
            ip -n $W-vpn2 route add 10.8.0.2 via 10.9.0.1 dev to-vpn1
            ip -n $W-vpn1 route add default via 10.9.0.2 dev to-vpn2 table 100
            ip -n $W-vpn1 rule add iif wg0 ipproto udp priority 100 lookup 100
            """, "ip -n $W-vpn1 rule del priority 100; ip -n $W-vpn1 link del to-vpn2");

    static final Fault BAD_LINE = Fault.all(
            new Fault(
                    "a relay",
                    stage -> stage.agent("vpn1", "relay 51821 51820 30 200"),
                    stage -> stage.agent("vpn1", "drop")),
            Fault.network(
                    "the tunnel by the relay",
                    "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn1/key)\" endpoint $VPN1_ENDPOINT:51821",
                    "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn1/key)\" endpoint $VPN1_ENDPOINT:51820"));

    private TunnelFaults() {}
}
