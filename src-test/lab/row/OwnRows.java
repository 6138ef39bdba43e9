package lab.row;

import static lab.row.Expected.Outside.NONE;
import static lab.row.Right.LOCAL;
import static lab.row.Right.SUSPECTED;
import static lab.row.Right.quiet;
import static lab.row.Right.red;
import static vpnsentinel.network.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.network.Fact.TRAFFIC_ON_HOME_LINE;

import java.time.Instant;
import java.util.List;

/** The product where nobody but the own server is asked: its address echo, its STUN port, and its DNS zone. */
final class OwnRows {
    private static final Setup OWN = Setup.PLAIN
            .server("VPN_SENTINEL_THIRD_PARTIES", "none")
            .server("VPN_SENTINEL_HOME_PREFIXES", "$HOME_V4,$LAN6::/64")
            .server("VPN_SENTINEL_SERVER_STUN_PORT", "3478")
            .server("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.net")
            .client("VPN_SENTINEL_THIRD_PARTIES", "none")
            .client("VPN_SENTINEL_STUN_SERVERS", "home.example.net:3478")
            .client("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.net");

    private static final Setup OWN_WITH_NETWORKS = OWN.server("VPN_SENTINEL_GEOIP_DB", "$DIR/networks.mmdb");
    private static final Setup OWN_WITHOUT_NETWORKS = OWN.server("VPN_SENTINEL_DNS_ALLOWED", "$VPN1_RESOLVER");

    /** At its end: since the row began, no service was asked whence it is asked, nor a name that tells who resolves it. */
    private static final Fault NOBODY_ASKED = new Fault("nobody asked", stage -> {}, OwnRows::refuseQuestions);

    private OwnRows() {}

    /** Without third parties. */
    static List<Row> own() {
        return List.of(
                new Row(
                        "no-third-parties",
                        "nobody but the own server is asked; an exit for each connection",
                        OWN_WITH_NETWORKS,
                        List.of(TunnelFaults.EXIT_POOL, NOBODY_ASKED),
                        quiet().outside(NONE)),
                new Row(
                                "no-third-parties-tunnel-dropped",
                                "nobody but the own server is asked; tunnel dropped, the home line as fallback",
                                OWN_WITHOUT_NETWORKS,
                                List.of(TunnelFaults.TUNNEL_DROPPED, NOBODY_ASKED),
                                red(EXIT_ON_HOME_LINE).alarmWithin(LOCAL).within(SUSPECTED))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS),
                new Row(
                                "no-third-parties-udp-direct",
                                "nobody but the own server is asked; UDP direct, TCP tunnelled",
                                OWN_WITHOUT_NETWORKS,
                                List.of(BesideFaults.UDP_DIRECT, NOBODY_ASKED),
                                red(TRAFFIC_ON_HOME_LINE).alarmWithin(LOCAL).within(SUSPECTED))
                        .before(HomeFaults.HAIRPIN_BY_PUBLIC_ADDRESS));
    }

    private static void refuseQuestions(Stage stage) {
        Observation.Truth truth = new Records(stage).truth(Instant.EPOCH, 0);
        if (!truth.addresses().isEmpty() || !truth.resolvers().isEmpty()) {
            throw new IllegalStateException("third parties were asked by " + truth);
        }
    }
}
