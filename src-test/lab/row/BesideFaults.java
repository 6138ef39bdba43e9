package lab.row;

/** Traffic that goes another way than the tunnel, by leak or by intent. */
final class BesideFaults {
    static final Fault V6_OUTSIDE = Fault.network(
            "IPv6 outside",
            "ip -n $W-client -6 route del default dev wg0",
            "ip -n $W-client -6 route replace default dev wg0 metric 50");

    static final Fault V6_OUTSIDE_OTHER_PREFIX = Fault.network("IPv6 outside by another prefix", """
            ip -n $W-client addr add $OTHER6::20/64 dev eth0 nodad
            ip -n $W-client -6 route del default via $LAN6::1 dev eth0
            ip -n $W-client -6 route add default via $OTHER6::1 dev eth0 metric 1000 src $OTHER6::20
            ip -n $W-client -6 route del default dev wg0
            """, """
            ip -n $W-client -6 route replace default dev wg0 metric 50
            ip -n $W-client -6 route del default via $OTHER6::1 dev eth0
            ip -n $W-client addr del $OTHER6::20/64 dev eth0
            ip -n $W-client -6 route add default via $LAN6::1 dev eth0 metric 1000
            """);

    static final Fault CLIENT_WITHOUT_V6 = Fault.network(
            "no IPv6 at the client",
            "ip -n $W-client -6 addr flush dev eth0 scope global; ip -n $W-client -6 addr flush dev wg0 scope global; ip -n $W-client -6 route flush default",
            "ip -n $W-client addr replace $LAN6::20/64 dev eth0 nodad; ip -n $W-client -6 route replace default via $LAN6::1 dev eth0 metric 1000; tunnel_up client 2");

    static final Fault V6_APPEARS = Fault.network(
            "IPv6 appears",
            "ip -n $W-client addr replace $LAN6::20/64 dev eth0 nodad; ip -n $W-client -6 route replace default via $LAN6::1 dev eth0 metric 1000",
            "ip -n $W-client -6 addr flush dev eth0 scope global; ip -n $W-client -6 route flush default");

    static final Fault ROUTE_APPEARS = Fault.network(
            "a route beside the tunnel",
            "ip -n $W-client route add 9.9.9.0/24 via 192.168.1.1 dev eth0",
            "ip -n $W-client route del 9.9.9.0/24 via 192.168.1.1 dev eth0");

    static final Fault SERVER_DIRECT = Fault.network(
            "the server direct",
            "ip -n $W-client route add $HOME_V4 via 192.168.1.1 dev eth0",
            "ip -n $W-client route del $HOME_V4 via 192.168.1.1 dev eth0");

    static final Fault SERVER_WITHOUT_V6 = Fault.network(
            "no IPv6 at the server",
            "ip -n $W-server -6 addr flush dev eth0 scope global",
            "ip -n $W-server addr replace $LAN6::10/64 dev eth0 nodad; ip -n $W-server -6 route replace default via $LAN6::1 dev eth0 metric 1000");

    static final Fault ONLY_ECHOES_TUNNELLED = Fault.network(
            "only the echo services tunnelled",
            "for each in $ECHOES; do ip -n $W-client route add $each dev wg0; done; ip -n $W-client route del default dev wg0",
            "ip -n $W-client route add default dev wg0 metric 50; for each in $ECHOES; do ip -n $W-client route del $each dev wg0; done");

    /** The literal address that is asked where names do not resolve is one of them. */
    static final Fault ALL_BUT_ECHOES_DIRECT = Fault.all(
            Fault.network(
                    "an echo service by its address tunnelled",
                    "ip -n $W-client route add 1.1.1.1 dev wg0",
                    "ip -n $W-client route del 1.1.1.1 dev wg0"),
            ONLY_ECHOES_TUNNELLED);

    static final Fault RESOLVER_DIRECT = Fault.network(
            "a resolver direct",
            "ip -n $W-client route add 9.9.9.9 via 192.168.1.1 dev eth0",
            "ip -n $W-client route del 9.9.9.9 via 192.168.1.1 dev eth0");

    static final Fault V6_FIREWALLED = firewall("IPv6 firewalled", "meta nfproto ipv4 accept");

    static final Fault SERVER_ALONE =
            firewall("the server alone by eth0", "ip daddr { $HOME_V4, $VPN1_ENDPOINT, $VPN2_ENDPOINT } accept");

    static final Fault ECHOES_DIRECT = Fault.network(
            "the echo services direct",
            "for each in $ECHOES; do ip -n $W-client route add $each via 192.168.1.1 dev eth0; done",
            "for each in $ECHOES; do ip -n $W-client route del $each via 192.168.1.1 dev eth0; done");

    static final Fault UDP_DIRECT = Fault.network("UDP direct", """
            ip -n $W-client route add default via 192.168.1.1 dev eth0 table 100
            ip -n $W-client rule add to 10.8.0.0/24 priority 90 lookup main
            ip -n $W-client rule add to 192.168.1.0/24 priority 91 lookup main
            ip -n $W-client rule add ipproto udp priority 100 lookup 100
            """, """
            ip -n $W-client rule del priority 100
            ip -n $W-client rule del priority 91
            ip -n $W-client rule del priority 90
            ip -n $W-client route del default table 100
            """);

    /** Replies by the line on which one was asked: what a container with a published port has. */
    static final Fault REPLY_BY_ETH0 = Fault.network(
            "replies by eth0",
            "ip -n $W-client route add default via 192.168.1.1 dev eth0 table 101; ip -n $W-client rule add from 192.168.1.20 priority 110 lookup 101",
            "ip -n $W-client rule del priority 110; ip -n $W-client route del default table 101");

    static final Fault PROGRAM_OUTSIDE = Fault.all(
            REPLY_BY_ETH0,
            new Fault(
                    "a program bound to eth0",
                    stage -> {
                        stage.agent("public", "listen 6881");
                        stage.agent(
                                "client",
                                "connect 192.168.1.20 " + stage.world().variable("PUBLIC_RESOLVER") + " 6881");
                    },
                    BesideFaults::dropAll));

    /** So that their start is not counted. */
    static final Fault AGENTS = Fault.act("agents", BesideFaults::dropAll);

    static final Fault VISITED_PORT = Fault.all(
            REPLY_BY_ETH0,
            new Fault(
                    "a visitor of a published port",
                    stage -> {
                        stage.agent("client", "listen 6881");
                        stage.agent("public", "connect - " + stage.world().variable("HOME_V4") + " 6881");
                    },
                    BesideFaults::dropAll));

    static final Fault TAILSCALE =
            Fault.network("a second interface as Tailscale's", """
            ip -n $W-client tuntap add mode tun tailscale0
            ip -n $W-client link set tailscale0 up
            ip -n $W-client addr add 100.100.20.2/32 dev tailscale0
            ip -n $W-client addr add fd7a:115c:a1e0::2/128 dev tailscale0 nodad
            ip -n $W-client route add 100.64.0.0/10 dev tailscale0
            """, "ip -n $W-client link del tailscale0");

    private BesideFaults() {}

    /** Nothing else leaves by the line, but for what neighbours say to each other. */
    private static Fault firewall(String name, String accepted) {
        return Fault.network(name, """
                at client nft -f - <<NFT
                table inet firewall {
                  chain out {
                    type filter hook output priority 0;
                    oifname != "eth0" accept
                    ip6 daddr { fe80::/10, ff00::/8 } accept
                    %s
                    drop
                  }
                }
                NFT
                """.formatted(accepted), "at client nft delete table inet firewall");
    }

    private static void dropAll(Stage stage) {
        stage.agent("client", "drop");
        stage.agent("public", "drop");
    }
}
