package lab.row;

import static lab.row.Expected.Outside.ANY;
import static lab.row.Expected.Outside.NONE;
import static lab.row.Expected.Outside.SOME;
import static vpnsentinel.verdict.Fact.DNS_ELSEWHERE;
import static vpnsentinel.verdict.Fact.DNS_LEAK;
import static vpnsentinel.verdict.Fact.DNS_NOT_VERIFIABLE;
import static vpnsentinel.verdict.Fact.EXIT_NOT_VERIFIABLE;
import static vpnsentinel.verdict.Fact.EXIT_ON_HOME_LINE;
import static vpnsentinel.verdict.Fact.EXIT_ON_HOME_NETWORK;
import static vpnsentinel.verdict.Fact.EXIT_UNEXPECTED;
import static vpnsentinel.verdict.Fact.PROGRAM_BESIDE_TUNNEL;
import static vpnsentinel.verdict.Fact.TRAFFIC_ON_HOME_LINE;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import vpnsentinel.verdict.Fact;

/** Every scenario of the laboratory. Each says what is right, whether the product can do it yet or not. */
public final class Rows {
    private static final Duration STATUS = Duration.ofSeconds(20);
    private static final Duration MESSAGE = Duration.ofSeconds(30);
    private static final Duration BACK = Duration.ofSeconds(25);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final String LAN = "http://192.168.1.10:5000";
    private static final Setup PLAIN = Setup.PLAIN;
    private static final Setup BY_LAN = PLAIN.client("VPN_SENTINEL_URL", LAN);
    private static final Setup PUBLIC_ALLOWED = PLAIN.server("VPN_SENTINEL_DNS_ALLOWED", "AS$PUBLIC_ASN");

    private Rows() {}

    /** All of them, in the order of the table. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        Stream.of(tunnel(), dns(), beside(), exit(), providers(), home(), rest(), benign())
                .forEach(rows::addAll);
        return rows;
    }

    private static List<Row> tunnel() {
        return List.of(
                new Row(
                                "tunnel-dropped",
                                "tunnel dropped, the home line as fallback",
                                PLAIN,
                                List.of(Faults.TUNNEL_DROPPED),
                                red(EXIT_ON_HOME_LINE))
                        .inQuick(),
                new Row(
                        "tunnel-dropped-kill-switch",
                        "tunnel dropped, kill switch closed",
                        PLAIN,
                        List.of(Faults.KILL_SWITCH, Faults.TUNNEL_DROPPED),
                        silent().outside(NONE)),
                new Row(
                        "tunnel-stalled",
                        "tunnel up, but nothing comes through",
                        PLAIN,
                        List.of(Faults.TUNNEL_STALLED),
                        silent().outside(NONE)),
                new Row(
                                "tunnel-late",
                                "client started before the tunnel is up",
                                PLAIN,
                                List.of(),
                                first("red", EXIT_ON_HOME_LINE))
                        .before(Faults.TUNNEL_DROPPED));
    }

    private static List<Row> dns() {
        return List.of(
                new Row(
                                "dns-isp-outside",
                                "the ISP's resolver, outside the tunnel",
                                PLAIN,
                                List.of(Faults.DNS_OF_ISP_OUTSIDE),
                                yellow(DNS_LEAK).outside(SOME))
                        .inQuick(),
                new Row(
                        "dns-public-inside-allowed",
                        "an allowed public resolver, inside the tunnel",
                        PUBLIC_ALLOWED,
                        List.of(Faults.DNS_PUBLIC_INSIDE),
                        quiet().outside(NONE)),
                new Row(
                        "dns-public-inside",
                        "a public resolver of another country, inside the tunnel",
                        PLAIN,
                        List.of(Faults.DNS_PUBLIC_INSIDE),
                        yellow(DNS_ELSEWHERE).outside(NONE)),
                new Row(
                                "dns-public-outside-subnet",
                                "an allowed public resolver outside the tunnel, which passes our subnet on",
                                PUBLIC_ALLOWED,
                                List.of(Faults.DNS_PUBLIC_OUTSIDE),
                                yellow(DNS_LEAK).outside(SOME))
                        .inQuick(),
                new Row(
                        "dns-public-outside-seen",
                        "an allowed public resolver outside the tunnel, which says whence it sees us",
                        PLAIN.server("VPN_SENTINEL_DNS_ALLOWED", "cloudflare,AS$CONTENT_ASN"),
                        List.of(Faults.DNS_CLOUDFLARE_OUTSIDE),
                        yellow(DNS_LEAK).outside(SOME)),
                new Row(
                        "dns-dead",
                        "the resolver is dead",
                        PLAIN.client("VPN_SENTINEL_URL", "http://$HOME_V4:5000"),
                        List.of(Faults.DNS_DEAD),
                        yellow(DNS_NOT_VERIFIABLE, EXIT_NOT_VERIFIABLE)
                                .within(Duration.ofSeconds(45), Duration.ofSeconds(60))
                                .outside(NONE)));
    }

    private static List<Row> beside() {
        return List.of(
                new Row(
                                "v6-outside",
                                "IPv6 outside the tunnel, in the server's /64",
                                PLAIN,
                                List.of(Faults.V6_OUTSIDE),
                                red(EXIT_ON_HOME_LINE).outside(ANY))
                        .inQuick(),
                new Row(
                        "v6-outside-other-prefix",
                        "IPv6 outside the tunnel, in another prefix of the home provider",
                        PLAIN,
                        List.of(Faults.V6_OUTSIDE_OTHER_PREFIX),
                        red(EXIT_ON_HOME_NETWORK, EXIT_ON_HOME_LINE).outside(ANY)),
                new Row(
                        "only-echoes-tunnelled",
                        "only the echo services tunnelled, the rest direct",
                        PLAIN,
                        List.of(Faults.ONLY_ECHOES_TUNNELLED),
                        red(TRAFFIC_ON_HOME_LINE)),
                new Row(
                        "echoes-direct",
                        "the echo services direct, the rest tunnelled",
                        PLAIN,
                        List.of(Faults.ECHOES_DIRECT),
                        red(EXIT_ON_HOME_LINE, TRAFFIC_ON_HOME_LINE)),
                new Row(
                        "udp-direct",
                        "UDP direct, TCP tunnelled",
                        PLAIN,
                        List.of(Faults.UDP_DIRECT),
                        red(TRAFFIC_ON_HOME_LINE).outside(ANY)),
                new Row(
                        "program-outside",
                        "a program bound to another interface than the tunnel's",
                        PLAIN,
                        List.of(Faults.PROGRAM_OUTSIDE),
                        red(PROGRAM_BESIDE_TUNNEL)));
    }

    private static List<Row> exit() {
        return List.of(
                new Row(
                        "exit-moved-expected",
                        "the exit moves to another country, which is expected",
                        PLAIN.server("VPN_SENTINEL_EXPECTED_COUNTRIES", "$VPN1_COUNTRY,$VPN2_COUNTRY"),
                        List.of(Faults.EXIT_MOVED),
                        news("VPN IP Changed").outside(NONE)),
                new Row(
                        "exit-moved-unexpected",
                        "the exit moves to another country, which is not expected",
                        PLAIN.server("VPN_SENTINEL_EXPECTED_COUNTRIES", "$VPN1_COUNTRY"),
                        List.of(Faults.EXIT_MOVED),
                        yellow(EXIT_UNEXPECTED).outside(NONE)),
                new Row(
                        "exit-on-home-network",
                        "the exit is another address of the home provider",
                        PLAIN,
                        List.of(Faults.SECOND_LINE, Faults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_NETWORK)));
    }

    private static List<Row> providers() {
        List<Row> rows = new ArrayList<>();
        for (String fault : List.of("500", "429", "hang", "garbage", "portal")) {
            Row row = new Row(
                    "provider-" + fault,
                    "one provider: " + fault,
                    PLAIN,
                    List.of(Faults.oneProvider(fault)),
                    quiet().outside(NONE));
            rows.add(fault.equals("500") ? row.inQuick() : row);
        }
        rows.add(new Row(
                "provider-lies",
                "one provider names a third address",
                PLAIN,
                List.of(Faults.oneProvider("lie $SITE_V4")),
                quiet().outside(NONE)));
        rows.add(new Row(
                "provider-lies-home",
                "one provider names the home address",
                PLAIN,
                List.of(Faults.oneProvider("lie $HOME_V4")),
                quiet().alsoSeen("yellow").outside(NONE)));
        rows.add(new Row(
                "providers-down",
                "all providers down",
                PLAIN,
                List.of(Fault.services("fault all 500")),
                yellow(EXIT_NOT_VERIFIABLE)
                        .within(Duration.ofSeconds(30), Duration.ofSeconds(45))
                        .outside(NONE)));
        return rows;
    }

    private static List<Row> home() {
        return List.of(
                new Row(
                        "home-moved-tunnel-dropped",
                        "the home address changes, then the tunnel drops",
                        BY_LAN,
                        List.of(Faults.HOME_MOVED, Faults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE, EXIT_ON_HOME_NETWORK)),
                new Row(
                        "leak-by-former-address",
                        "a leak over the home address before its change",
                        BY_LAN,
                        List.of(Faults.HOME_MOVED, Faults.CLIENT_BY_FORMER_ADDRESS, Faults.TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE, EXIT_ON_HOME_NETWORK)),
                new Row(
                                "v4-client-of-dual-stack-server",
                                "a client without IPv6 drops its tunnel, the server has both",
                                PLAIN,
                                List.of(Faults.TUNNEL_DROPPED),
                                red(EXIT_ON_HOME_LINE))
                        .before(Faults.CLIENT_WITHOUT_V6),
                new Row(
                                "dual-stack-client-of-v4-server",
                                "IPv6 outside the tunnel, the server has none",
                                PLAIN,
                                List.of(Faults.V6_OUTSIDE),
                                red(EXIT_ON_HOME_NETWORK, EXIT_ON_HOME_LINE).outside(ANY))
                        .before(Faults.SERVER_WITHOUT_V6),
                new Row(
                        "second-site",
                        "the tunnel of another site drops to that site's own line",
                        PLAIN.secondSite().client("VPN_SENTINEL_SITE", "lyon"),
                        List.of(Faults.SITE_TUNNEL_DROPPED),
                        red(EXIT_ON_HOME_LINE)));
    }

    private static List<Row> rest() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "server-unreachable",
                "the server is unreachable for a while",
                PLAIN,
                List.of(Faults.SERVER_UNREACHABLE),
                silent().outside(NONE)));
        for (String fault : List.of("down", "429 5", "500", "hang")) {
            Row row = new Row(
                            "telegram-" + fault.split(" ")[0] + "-during-leak",
                            "Telegram " + fault.split(" ")[0] + " for ten seconds during a leak",
                            PLAIN,
                            List.of(Fault.services("bot " + fault), Faults.TUNNEL_DROPPED),
                            once(red(EXIT_ON_HOME_LINE)).within(STATUS, Duration.ofSeconds(60)))
                    .then(Fault.pause(Duration.ofSeconds(10)), Fault.services("bot ok"));
            rows.add(fault.equals("down") ? row.inQuick() : row);
        }
        rows.addAll(restarts());
        rows.add(new Row(
                "clock-jump",
                "the clocks of server and client jump by three hours",
                PLAIN.withFalseClock(),
                List.of(Faults.CLOCK_JUMPED),
                quiet().outside(NONE)));
        rows.add(new Row(
                "bad-line",
                "30 % of the tunnel's packets lost, 400 ms late",
                PLAIN,
                List.of(Faults.BAD_LINE),
                quiet().alsoSeen("yellow", "silent")
                        .never("leak", "bypass", "red")
                        .outside(NONE)));
        return rows;
    }

    private static List<Row> restarts() {
        List<Row> rows = new ArrayList<>();
        Expected once = once(red(EXIT_ON_HOME_LINE))
                .within(STATUS, Duration.ofSeconds(60))
                .never("first time");
        rows.add(new Row(
                        "server-restart",
                        "restart of the server in the middle of a leak",
                        PLAIN,
                        List.of(Faults.TUNNEL_DROPPED),
                        once)
                .then(Fault.pause(Duration.ofSeconds(10)), Faults.SERVER_RESTARTED));
        rows.add(new Row(
                        "client-restart",
                        "restart of the client in the middle of a leak",
                        PLAIN,
                        List.of(Faults.TUNNEL_DROPPED),
                        once)
                .then(Fault.pause(Duration.ofSeconds(10)), Faults.CLIENT_RESTARTED));
        rows.add(new Row(
                        "both-restart",
                        "restart of both in the middle of a leak",
                        PLAIN,
                        List.of(Faults.TUNNEL_DROPPED),
                        once)
                .then(Fault.pause(Duration.ofSeconds(10)), Faults.SERVER_KILLED, Faults.CLIENT_RESTARTED));
        return rows;
    }

    private static List<Row> benign() {
        return List.of(
                new Row(
                                "benign-lan",
                                "server by its LAN address, visited port, an interface as Tailscale's",
                                BY_LAN,
                                List.of(Faults.VISITED_PORT, Faults.TAILSCALE),
                                quiet().outside(SOME))
                        .inQuick(),
                new Row(
                                "benign-pool",
                                "several clients behind a pool of exits, no IPv6 at the server",
                                PLAIN.clients("one", "two"),
                                List.of(Faults.EXIT_POOL),
                                quiet().outside(NONE))
                        .before(Faults.SERVER_WITHOUT_V6),
                new Row(
                                "benign-proxy",
                                "server and client behind a reverse proxy, home and tunnel share an allowed public resolver",
                                PUBLIC_ALLOWED
                                        .server("VPN_SENTINEL_TRUSTED_PROXIES", "192.168.1.1")
                                        .client("VPN_SENTINEL_URL", "http://home.example.net:5001"),
                                List.of(Faults.DNS_SHARED),
                                quiet().outside(NONE))
                        .before(Faults.PROXY),
                new Row(
                                "benign-forwarder",
                                "a local forwarder, no IPv6 at the client, restart of the client",
                                PLAIN,
                                List.of(Faults.DNS_FORWARDER, Faults.CLIENT_RESTARTED),
                                quiet().outside(NONE))
                        .before(Faults.CLIENT_WITHOUT_V6));
    }

    private static Expected red(Fact... findings) {
        return leak("red", Set.of("green", "yellow", "red"), List.of(), findings)
                .outside(SOME);
    }

    private static Expected yellow(Fact... findings) {
        return leak("yellow", Set.of("green", "yellow"), List.of("→ red"), findings);
    }

    private static Expected leak(String status, Set<String> allowed, List<String> forbidden, Fact... findings) {
        List<String> words =
                findings.length == 1 ? List.of("→ " + status, findings[0].title()) : List.of("→ " + status);
        return new Expected(
                status,
                List.of(findings),
                allowed,
                words,
                forbidden,
                false,
                STATUS,
                MESSAGE,
                BACK,
                List.of("→ green"),
                ANY);
    }

    private static Expected once(Expected expected) {
        return new Expected(
                expected.status(),
                expected.findings(),
                expected.allowed(),
                expected.words(),
                expected.forbidden(),
                true,
                expected.statusWithin(),
                expected.messageWithin(),
                expected.back(),
                expected.backWords(),
                expected.outside());
    }

    private static Expected silent() {
        return new Expected(
                "silent",
                List.of(),
                Set.of("green", "yellow", "silent"),
                List.of("No Keepalive"),
                List.of("→ red"),
                true,
                SILENCE,
                SILENCE.plusSeconds(10),
                Duration.ofSeconds(45),
                List.of("Back Again", "green"),
                ANY);
    }

    /** What a first sight must say of a client that starts in the middle of the fault. */
    private static Expected first(String status, Fact finding) {
        return new Expected(
                status,
                List.of(finding),
                Set.of("yellow", status),
                List.of("is " + status, finding.title()),
                List.of(),
                true,
                STATUS,
                MESSAGE,
                BACK,
                List.of("→ green"),
                SOME);
    }

    private static Expected news(String words) {
        return new Expected(
                "green",
                List.of(),
                Set.of("green"),
                List.of(words),
                List.of(),
                true,
                STATUS,
                MESSAGE,
                Duration.ZERO,
                List.of(),
                ANY);
    }

    /** Green, and not a word. */
    private static Expected quiet() {
        return new Expected(
                "green",
                List.of(),
                Set.of("green"),
                List.of(),
                List.of(),
                false,
                STATUS,
                MESSAGE,
                Duration.ZERO,
                List.of(),
                ANY);
    }
}
