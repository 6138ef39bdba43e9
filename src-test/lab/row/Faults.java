package lab.row;

import java.util.List;

/** The faults and variations that rows are made of. */
final class Faults {
    private static final List<String> PROVIDERS = List.of("ipinfo.io", "ip-api.com", "ipwhois.app");

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
    static final Fault SITE_TUNNEL_DROPPED = Fault.network(
            "tunnel of the second site dropped", "ip -n $W-client2 link set wg0 down", "tunnel_up client2 3");

    static final Fault DNS_OF_ISP_OUTSIDE = outside("$HOME_RESOLVER");
    static final Fault DNS_PUBLIC_INSIDE =
            Fault.network("public resolver inside", "resolver client $PUBLIC_RESOLVER", "resolver client 10.8.0.1");
    static final Fault DNS_PUBLIC_OUTSIDE = outside("$PUBLIC_RESOLVER");
    static final Fault DNS_CLOUDFLARE_OUTSIDE = outside("1.1.1.1");
    static final Fault DNS_DEAD = Fault.network(
            "resolver dead",
            "drop_at vpn1 input 'iifname \"wg0\" meta l4proto { tcp, udp } th dport 53'",
            "pass_at vpn1");
    static final Fault DNS_SHARED = Fault.network(
            "home and tunnel share a public resolver",
            "resolver server $PUBLIC_RESOLVER; resolver client $PUBLIC_RESOLVER",
            "resolver server $HOME_RESOLVER; resolver client 10.8.0.1");
    static final Fault DNS_FORWARDER = new Fault(
            "local forwarder",
            stage -> {
                stage.keep(stage.world().startForwarder());
                stage.world().run("resolver client 127.0.0.1");
            },
            stage -> stage.world().run("resolver client 10.8.0.1"));

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
    static final Fault SERVER_WITHOUT_V6 = Fault.network(
            "no IPv6 at the server",
            "ip -n $W-server -6 addr flush dev eth0 scope global",
            "ip -n $W-server addr replace $LAN6::10/64 dev eth0 nodad; ip -n $W-server -6 route replace default via $LAN6::1 dev eth0 metric 1000");

    static final Fault ONLY_ECHOES_TUNNELLED = Fault.network(
            "only the echo services tunnelled",
            "for each in $ECHOES; do ip -n $W-client route add $each dev wg0; done; ip -n $W-client route del default dev wg0",
            "ip -n $W-client route add default dev wg0 metric 50; for each in $ECHOES; do ip -n $W-client route del $each dev wg0; done");
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
    private static final Fault REPLY_BY_ETH0 = Fault.network(
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
                    Faults::dropAll));
    static final Fault VISITED_PORT = Fault.all(
            REPLY_BY_ETH0,
            new Fault(
                    "a visitor of a published port",
                    stage -> {
                        stage.agent("client", "listen 6881");
                        stage.agent("public", "connect - " + stage.world().variable("HOME_V4") + " 6881");
                    },
                    Faults::dropAll));
    static final Fault TAILSCALE =
            Fault.network("a second interface as Tailscale's", """
            ip -n $W-client tuntap add mode tun tailscale0
            ip -n $W-client link set tailscale0 up
            ip -n $W-client addr add 100.100.20.2/32 dev tailscale0
            ip -n $W-client addr add fd7a:115c:a1e0::2/128 dev tailscale0 nodad
            ip -n $W-client route add 100.64.0.0/10 dev tailscale0
            """, "ip -n $W-client link del tailscale0");

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
    static final Fault SECOND_LINE = Fault.network(
            "the client by another address of the home provider",
            "at home nft insert rule inet home post oifname wan ip saddr 192.168.1.20 snat ip to $HOME_OTHER",
            "home_address $HOME_V4");

    static final Fault HOME_MOVED =
            Fault.network("home address changed", "home_address $HOME_MOVED", "home_address $HOME_V4");
    static final Fault CLIENT_BY_FORMER_ADDRESS = Fault.network(
            "the client by the former address",
            "at home nft insert rule inet home post oifname wan ip saddr 192.168.1.20 snat ip to $HOME_V4",
            "home_address $HOME_V4");
    static final Fault SERVER_UNREACHABLE =
            Fault.network("server unreachable", "drop_at home forward 'tcp dport 5000'", "pass_at home");
    static final Fault BAD_LINE = Fault.all(
            new Fault(
                    "a relay",
                    stage -> stage.agent("vpn1", "relay 51821 51820 30 200"),
                    stage -> stage.agent("vpn1", "drop")),
            Fault.network(
                    "the tunnel by the relay",
                    "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn1/key)\" endpoint $VPN1_ENDPOINT:51821",
                    "wg_in client set wg0 peer \"$(wg pubkey <$DIR/vpn1/key)\" endpoint $VPN1_ENDPOINT:51820"));
    static final Fault PROXY = new Fault(
            "a reverse proxy",
            stage -> stage.agent("home", "proxy 5001 192.168.1.10 5000"),
            stage -> stage.agent("home", "drop"));

    static final Fault SERVER_RESTARTED = Fault.act("server restarted", Stage::restartServer);
    static final Fault CLIENT_RESTARTED = Fault.act("client restarted", Stage::restartClients);
    static final Fault SERVER_KILLED = Fault.act("server killed and started", Stage::killAndStartServer);
    /** Three hours on for everything that runs under the false clock; its steady clock goes on as it was. */
    static final Fault CLOCK_JUMPED = new Fault(
            "clock jumped",
            stage -> stage.world().run("echo +3h >$DIR/clock"),
            stage -> stage.world().run("echo +0 >$DIR/clock"));

    private Faults() {}

    private static Fault outside(String resolver) {
        return Fault.network(
                "resolver " + resolver + " outside",
                "ip -n $W-client route add " + resolver + " via 192.168.1.1 dev eth0; resolver client " + resolver,
                "resolver client 10.8.0.1; ip -n $W-client route del " + resolver + " via 192.168.1.1 dev eth0");
    }

    private static void dropAll(Stage stage) {
        stage.agent("client", "drop");
        stage.agent("public", "drop");
    }

    /** One provider, drawn anew for each run. */
    static Fault oneProvider(String fault) {
        return new Fault(
                "one provider " + fault,
                stage -> stage.core("fault " + drawn(stage) + " " + stage.fill(fault)),
                stage -> {});
    }

    private static String drawn(Stage stage) {
        return PROVIDERS.get(stage.random().nextInt(PROVIDERS.size()));
    }
}
