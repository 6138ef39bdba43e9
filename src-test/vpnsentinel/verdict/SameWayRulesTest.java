package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Fact;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;

/** Each row is the own path and the kernel's ways of one client whose exit others see at the VPN. */
class SameWayRulesTest {
    private static final String GOOGLE = "8.8.8.8";
    private static final String CLOUDFLARE = "1.1.1.1";
    private static final String QUAD_NINE = "9.9.9.9";
    private static final String QUAD_NINE_TOO = "149.112.112.112";
    private static final List<String> NEIGHBOURS = List.of("198.18.1.6", "198.18.0.7", "198.19.1.7");
    private static final List<String> NEIGHBOURS6 =
            List.of("2001:db8:7:1::6", "2001:db8:7:1::107", "2001:db8:7:1::1:7");

    /** The kernel's ways; each as target and interface. */
    private static final class Ways {
        private final List<RouteChoice> choices = new ArrayList<>();
        private List<String> tunnels = List.of("wg0");

        Ways internet(String via, String... targets) {
            return add(RouteChoice.Role.INTERNET, via, List.of(targets));
        }

        Ways server(String via, String address) {
            return add(RouteChoice.Role.SERVER, via, List.of(address));
        }

        Ways neighbours(String via, List<String> addresses) {
            return add(RouteChoice.Role.SERVER_NEIGHBOUR, via, addresses);
        }

        Ways noTunnel() {
            tunnels = List.of();
            return this;
        }

        private Ways add(RouteChoice.Role role, String via, List<String> targets) {
            for (String each : targets) {
                Optional<Address> local = via.isEmpty() ? Optional.empty() : Address.parse("172.20.0.2");
                choices.add(new RouteChoice(role, Address.parse(each).orElseThrow(), via, local));
            }
            return this;
        }

        Scene seenBy(Scene scene) {
            PathSighting path = new PathSighting(tunnels, choices, List.of(), false, false);
            return scene.local(new LocalSigns(Optional.of(path), List.of(), Optional.empty()));
        }
    }

    private static Arguments row(String says, Ways ways, Scene scene, boolean red) {
        return Arguments.of(says, ways.seenBy(scene), red);
    }

    private static Ways direct() {
        return new Ways().server("eth0", "198.18.1.7").neighbours("eth0", NEIGHBOURS);
    }

    /** Everything but the echo services is reached past the tunnel. */
    static Scene echoesAloneSeeTheVpn() {
        return direct().internet("eth0", GOOGLE, CLOUDFLARE, QUAD_NINE, "208.67.222.222")
                .seenBy(atHome());
    }

    private static Scene atHome() {
        return Scene.behindVpn().peer("home").provenFrom("home");
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                row(
                        "some targets beside",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE).internet("wg0", QUAD_NINE),
                        atHome(),
                        true),
                row("all targets beside", direct().internet("eth0", GOOGLE, CLOUDFLARE, QUAD_NINE), atHome(), true),
                row(
                        "by the own echo",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE),
                        Scene.behindVpn().ownEcho("home"),
                        true),
                row(
                        "one target beside",
                        direct().internet("eth0", GOOGLE).internet("wg0", CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "two targets of one operator beside",
                        direct().internet("eth0", QUAD_NINE, QUAD_NINE_TOO).internet("wg0", CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "two targets of nobody that is known",
                        direct().internet("eth0", "198.51.100.1", "192.0.2.1"),
                        atHome(),
                        true),
                row(
                        "two neighbours of nobody that is known",
                        direct().internet("eth0", "198.51.100.1", "198.51.100.2"),
                        atHome(),
                        false),
                row(
                        "two targets by two interfaces",
                        direct().internet("eth0", GOOGLE).internet("eth1", CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "targets by another interface than the server",
                        direct().internet("eth1", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "a route for the server alone",
                        new Ways()
                                .server("eth0", "198.18.1.7")
                                .neighbours("wg0", NEIGHBOURS)
                                .internet("eth0", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "a route for the server's block",
                        new Ways()
                                .server("eth0", "198.18.1.7")
                                .neighbours("eth0", NEIGHBOURS.subList(0, 2))
                                .neighbours("wg0", NEIGHBOURS.subList(2, 3))
                                .internet("eth0", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "a neighbour without a way",
                        new Ways()
                                .server("eth0", "198.18.1.7")
                                .neighbours("eth0", NEIGHBOURS.subList(0, 2))
                                .neighbours("", NEIGHBOURS.subList(2, 3))
                                .internet("eth0", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "a server that may be reached directly",
                        new Ways().server("eth0", "198.18.1.7").internet("eth0", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "everything inside, and the way to the server excluded elsewhere",
                        new Ways()
                                .server("wg0", "198.18.1.7")
                                .neighbours("wg0", NEIGHBOURS)
                                .internet("wg0", GOOGLE, CLOUDFLARE),
                        atHome(),
                        false),
                row(
                        "no tunnel is known",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE).noTunnel(),
                        atHome(),
                        false),
                row(
                        "the own path is the VPN's",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE),
                        Scene.behindVpn().peer("vpn"),
                        false),
                row(
                        "the own path is the VPN's by now",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE),
                        Scene.behindVpn().peer("vpn").ownEcho("home"),
                        false),
                row(
                        "the own path is a proxy's",
                        direct().internet("eth0", GOOGLE, CLOUDFLARE),
                        atHome().forwardedByStranger(),
                        false),
                row(
                        "IPv6 beside, the own path of IPv4 at home by an exception",
                        new Ways()
                                .server("eth0", "198.18.1.7")
                                .neighbours("wg0", NEIGHBOURS)
                                .internet("wg0", GOOGLE, CLOUDFLARE)
                                .internet("eth0", "2001:4860:4860::8888", "2606:4700:4700::1111"),
                        atHome(),
                        false),
                row(
                        "IPv6 beside, the own path of IPv6 at home",
                        new Ways()
                                .server("eth0", "2001:db8:7:1::7")
                                .neighbours("eth0", NEIGHBOURS6)
                                .internet("wg0", GOOGLE, CLOUDFLARE)
                                .internet("eth0", "2001:4860:4860::8888", "2606:4700:4700::1111"),
                        Scene.behindVpn().peer("home6").provenFrom("home6"),
                        true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void theOwnPathAndTheWaysTogetherProveWhatNeitherDoes(String says, Scene scene, boolean red) {
        assertThat(facts(scene).contains(Fact.TRAFFIC_ON_HOME_LINE)).isEqualTo(red);
    }

    @Test
    void anExitThatIsExposedItselfIsEnough() {
        Ways ways = direct().internet("eth0", GOOGLE, CLOUDFLARE);

        assertThat(facts(ways.seenBy(atHome().exits("home", "home"))))
                .contains(Fact.EXIT_ON_HOME_LINE)
                .doesNotContain(Fact.TRAFFIC_ON_HOME_LINE);
    }

    @Test
    void theEvidenceNamesWhatLeavesBesideTheTunnel() {
        Scene scene = echoesAloneSeeTheVpn();

        Finding finding = Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations()).findings().stream()
                .filter(each -> each.fact() == Fact.TRAFFIC_ON_HOME_LINE)
                .findFirst()
                .orElseThrow();

        assertThat(finding.evidence())
                .isEqualTo("It came here from 203.0.113.7, your home address, by eth0,"
                        + " and so leaves what goes to 8.8.8.8, 1.1.1.1, 9.9.9.9.");
        assertThat(finding.hint()).contains("VPN_SENTINEL_DIRECT_ALLOWED");
    }

    private static List<Fact> facts(Scene scene) {
        return Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations()).findings().stream()
                .map(Finding::fact)
                .toList();
    }
}
