package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;

/** IPv4 and IPv6, web and datagrams, our own path and others' servers: each compared with its like. */
class FamiliesTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Fact OWN_BESIDE = Fact.OWN_PATH_BESIDE_TUNNEL;

    private static Arguments row(String scenario, Scene scene, Fact... expected) {
        return Arguments.of(scenario, scene, Set.of(expected));
    }

    private static Scene seenBy(String... hosts) {
        return Scene.behindVpn().exits(hosts);
    }

    static Stream<Arguments> families() {
        return Stream.of(
                row("both families by the VPN", seenBy("vpn", "vpn", "vpn6", "vpn6")),
                row("IPv6 by the home line", seenBy("vpn", "vpn", "home6", "home6"), Fact.EXIT_ON_HOME_LINE),
                row(
                        "IPv6 of another device on the home line",
                        seenBy("vpn", "vpn", "home6-other-device", "home6-other-device"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "IPv6 of another link that the provider delegated to the home line",
                        seenBy("vpn", "vpn", "home6-other-link", "home6-other-link"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "IPv6 elsewhere in the home provider's network",
                        seenBy("vpn", "vpn", "home-isp6", "home-isp6"),
                        Fact.EXIT_ON_HOME_NETWORK),
                row(
                        "IPv6 over the home line by 6to4",
                        seenBy("vpn", "vpn", "home-by-6to4", "home-by-6to4"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "IPv6 over the home line by Teredo",
                        seenBy("vpn", "vpn", "home-by-teredo", "home-by-teredo"),
                        Fact.EXIT_ON_HOME_LINE),
                row("IPv6 over the VPN by 6to4", seenBy("vpn", "vpn", "vpn-by-6to4", "vpn-by-6to4")),
                row("both families by the home line", seenBy("home", "home", "home6", "home6"), Fact.EXIT_ON_HOME_LINE),
                row("one source alone sees IPv6 at home", seenBy("vpn", "vpn", "home6"), Fact.EXIT_SUSPECTED),
                row(
                        "one source alone saw IPv6 at home, and none cleared it",
                        seenBy("vpn", "vpn", "home6").suspectedFor(LONG),
                        Fact.EXIT_ON_HOME_LINE),
                row("an IPv4 source does not clear IPv6", seenBy("vpn", "vpn", "vpn", "home6"), Fact.EXIT_SUSPECTED),
                row("two IPv6 sources clear IPv6", seenBy("vpn", "home6", "vpn6", "vpn6-pool")),
                row("IPv6 by a third network", seenBy("vpn", "vpn", "third6", "third6"), Fact.IPV6_ELSEWHERE),
                row(
                        "IPv6 by a third network that is expected",
                        seenBy("vpn", "third6").expected("", "AS64501 AS64502", "")),
                row("nothing but IPv6, by the VPN", seenBy("vpn6", "vpn6")));
    }

    static Stream<Arguments> ownPath() {
        return Stream.of(
                row(
                        "our echo at home, all else by the VPN",
                        seenBy("vpn", "vpn").ownEcho("home"),
                        OWN_BESIDE),
                row(
                        "our echo and the peer are one source",
                        seenBy("vpn", "vpn").ownEcho("home").peer("home"),
                        OWN_BESIDE),
                row(
                        "our echo confirms the one who accuses",
                        seenBy("home", "vpn").ownEcho("home"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "our echo and one other clear the accused",
                        seenBy("home", "vpn").ownEcho("vpn-pool")),
                row("nobody but our server answers, and sees the VPN", seenBy().ownEcho("vpn")),
                row(
                        "nobody but our server answers, and sees the home line",
                        seenBy().ownEcho("home"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "nobody else answered for long",
                        seenBy().ownEcho("home").suspectedFor(LONG),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "the peer has moved home since others last saw the VPN",
                        seenBy("vpn", "vpn").provenFrom("vpn").peer("home"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "and nobody looked again for long",
                        seenBy("vpn", "vpn").provenFrom("vpn").peer("home").suspectedFor(LONG),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "the peer was at home when others last saw the VPN",
                        seenBy("vpn", "vpn").provenFrom("home").peer("home"),
                        OWN_BESIDE),
                row(
                        "the peer was inside the LAN when others last saw the VPN",
                        seenBy("vpn", "vpn").provenFrom("private").peer("home"),
                        OWN_BESIDE),
                row(
                        "the peer comes by the other family than when others last saw the VPN",
                        seenBy("vpn", "vpn").provenFrom("vpn").peer("home6"),
                        OWN_BESIDE),
                row(
                        "the peer has moved within the home provider's network",
                        seenBy("vpn", "vpn").provenFrom("vpn").peer("home-isp"),
                        Fact.OWN_PATH_THIRD_NETWORK),
                row(
                        "an old client whose peer has moved home",
                        Scene.oldClient("vpn", "SE").provenFrom("vpn").peer("home"),
                        OWN_BESIDE,
                        Fact.DNS_CLAIMED),
                row("nothing but the peer, at home", seenBy().peer("home").never(), Fact.EXIT_SUSPECTED),
                row(
                        "an old client that says nothing but comes from home",
                        Scene.oldClient("vpn", "SE").exits().peer("home").never(),
                        Fact.EXIT_NEVER_VERIFIED,
                        Fact.DNS_CLAIMED),
                row(
                        "the peer comes by IPv6 from home, as on the same LAN, all else by the VPN",
                        seenBy("vpn", "vpn").peer("home6"),
                        OWN_BESIDE),
                row(
                        "the peer comes by IPv6 from home and a source says so, too",
                        seenBy("vpn", "vpn", "home6").peer("home6"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "the peer's family is compared with its own exit only",
                        seenBy("vpn", "vpn", "vpn6", "vpn6").peer("vpn6-pool")),
                row(
                        "the peer comes by a third network's IPv6",
                        seenBy("vpn", "vpn", "vpn6", "vpn6").peer("third6"),
                        Fact.OWN_PATH_THIRD_NETWORK),
                row("our echo by a third network", seenBy("vpn", "vpn").ownEcho("third"), Fact.OWN_PATH_THIRD_NETWORK),
                row("our echo decides between two", seenBy("vpn", "third").ownEcho("vpn-pool")),
                row(
                        "our echo of a private address is nothing",
                        seenBy("vpn", "vpn").ownEcho("private")),
                row(
                        "a peer that clients with other exits share",
                        seenBy("vpn", "vpn").peer("third").sharedPeer(),
                        Fact.PROXY_NOT_TRUSTED),
                row(
                        "what our server saw through a proxy proves nothing",
                        seenBy().ownEcho("vpn").forwardedByStranger().never(),
                        Fact.EXIT_NEVER_VERIFIED,
                        Fact.PROXY_NOT_TRUSTED));
    }

    static Stream<Arguments> datagrams() {
        return Stream.of(
                row("UDP by the VPN", Scene.behindVpn().udp("vpn", "vpn-pool")),
                row(
                        "two STUN servers see the home line",
                        Scene.behindVpn().udp("home", "home"),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row(
                        "two STUN servers see the home provider",
                        Scene.behindVpn().udp("home-isp", "home-isp"),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row(
                        "two STUN servers see the home line's 6to4",
                        Scene.behindVpn().udp("home-by-6to4", "home-by-6to4"),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row("two STUN servers see the VPN's", Scene.behindVpn().udp("vpn-by-6to4", "vpn-by-6to4")),
                row("one STUN server sees the home line", Scene.behindVpn().udp("home"), Fact.EXIT_SUSPECTED),
                row("one of two STUN servers does", Scene.behindVpn().udp("home", "vpn"), Fact.EXIT_SUSPECTED),
                row(
                        "one did, and none cleared it",
                        Scene.behindVpn().udp("home", "vpn").suspectedFor(LONG),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row("two others contradict it", Scene.behindVpn().udp("home", "vpn", "vpn")),
                row(
                        "our own STUN confirms it",
                        Scene.behindVpn().udp("home").ownUdp("home"),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row(
                        "our own STUN alone is a matter of the own path",
                        Scene.behindVpn().udp("vpn").ownUdp("home"),
                        OWN_BESIDE),
                row(
                        "our own STUN is the only one, others see the web by the VPN",
                        Scene.behindVpn().ownUdp("home"),
                        OWN_BESIDE),
                row(
                        "nobody but our server is asked, and sees UDP come from home",
                        seenBy().ownEcho("vpn").ownUdp("home"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "and nobody else for long",
                        seenBy().ownEcho("vpn").ownUdp("home").suspectedFor(LONG),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row(
                        "nobody but our server is asked, and sees UDP by a third network",
                        seenBy().ownEcho("vpn").ownUdp("third"),
                        Fact.UDP_ELSEWHERE),
                row(
                        "UDP by a third network, to our server inside the LAN",
                        Scene.behindVpn().udp("third").ownUdp("private"),
                        Fact.UDP_ELSEWHERE),
                row(
                        "IPv6 datagrams by the home line, while the web is IPv4 by the VPN",
                        Scene.behindVpn().udp("home6", "home6"),
                        Fact.TRAFFIC_ON_HOME_LINE),
                row(
                        "a STUN server confirms the one web source that accuses",
                        seenBy("home", "vpn").udp("home"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "one of the same operator does not",
                        seenBy("home", "vpn").udpBy("one.test", "home"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "the web by the home line, UDP by the VPN",
                        seenBy("home", "home").udp("vpn"),
                        Fact.EXIT_ON_HOME_LINE,
                        Fact.TRAFFIC_ON_HOME_LINE),
                row("all by the home line", seenBy("home", "home").udp("home", "vpn"), Fact.EXIT_ON_HOME_LINE),
                row("UDP by a third network", Scene.behindVpn().udp("third", "third"), Fact.UDP_ELSEWHERE),
                row("UDP by a third network and by the VPN", Scene.behindVpn().udp("third", "vpn")),
                row("UDP by an unknown network", Scene.behindVpn().udp("unknown")),
                row(
                        "UDP by a network that is expected",
                        Scene.behindVpn().udp("third").expected("", "AS64501 AS64502", "")),
                row("UDP without an exit to compare with", seenBy("vpn6").udp("third")));
    }

    static Stream<Arguments> origins() {
        return Stream.of(
                row("where it is expected", Scene.behindVpn().expected("SE NL", "AS64501", "198.51.100.0/24")),
                row("in another country", Scene.behindVpn().expected("CH", "", ""), Fact.EXIT_UNEXPECTED),
                row("in another network", Scene.behindVpn().expected("", "AS64999", ""), Fact.EXIT_UNEXPECTED),
                row("in another block", Scene.behindVpn().expected("", "", "192.0.2.0/24"), Fact.EXIT_UNEXPECTED),
                row(
                        "each list that is set must hold",
                        Scene.behindVpn().expected("SE", "", "192.0.2.0/24"),
                        Fact.EXIT_UNEXPECTED),
                row("blocks of the other family say nothing", Scene.behindVpn().expected("", "", "2001:db8:5::/48")),
                row(
                        "nothing is claimed of an unknown country and network",
                        seenBy("unknown", "unknown").expected("SE", "AS64501", "")),
                row(
                        "IPv6 elsewhere than expected",
                        seenBy("vpn", "vpn", "third6", "third6").expected("", "AS64501", ""),
                        Fact.EXIT_UNEXPECTED,
                        Fact.IPV6_ELSEWHERE),
                row(
                        "an exposed exit is not called unexpected",
                        seenBy("home", "home").expected("SE", "", ""),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "the home provider's network is named by its number, and its resolver is fine",
                        seenBy("home-isp", "home-isp").resolver("home-isp").expected("", "AS64500", "")),
                row(
                        "the home provider's network is named by the address",
                        seenBy("home-isp", "home-isp").resolver("home-isp").expected("", "", "203.0.113.200")),
                row(
                        "the home country names no exit",
                        seenBy("home-isp", "home-isp").expected("CH", "", ""),
                        Fact.EXIT_ON_HOME_NETWORK),
                row(
                        "the home line itself cannot be named",
                        seenBy("home", "home").expected("", "AS64500", "203.0.113.0/24"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "a network of offices that is new",
                        seenBy("offices", "offices").resolver("offices"),
                        Fact.EXIT_ON_NEW_ACCESS_NETWORK),
                row(
                        "a network of offices that is not",
                        seenBy("offices", "offices").resolver("offices").familiar(64504)),
                row(
                        "a network of offices that is expected",
                        seenBy("offices", "offices").resolver("offices").expected("", "AS64504", "")),
                row("a data centre that is new", seenBy("cloud", "cloud").resolver("cloud")),
                row(
                        "the server seems to be behind the VPN",
                        seenBy("home", "home").everybodyAtHome(),
                        Fact.EXIT_ON_HOME_LINE,
                        Fact.SERVER_BEHIND_VPN),
                row("a subnet that holds the exit, too", Scene.behindVpn().clientSubnet("0.0.0.0/0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"families", "ownPath", "datagrams", "origins"})
    void meansWhatTheTableSays(String scenario, Scene scene, Set<Fact> expected) {
        Judgement judgement = judge(scene);

        assertThat(judgement.findings().stream().map(Finding::fact)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(judgement.suspected())
                .isEqualTo(expected.contains(Fact.EXIT_SUSPECTED)
                        || scenario.contains("none cleared it")
                        || scenario.contains("for long"));
        assertThat(judgement.findings())
                .allSatisfy(finding -> assertThat(finding.evidence() + finding.hint())
                        .isNotBlank()
                        .doesNotContain("Optional", "null"));
    }

    @Test
    void bothFamiliesOfOneFactAreToldInOneFinding() {
        assertThat(evidence(seenBy("home", "home", "home6", "home6")))
                .isEqualTo("Your home address 203.0.113.7 is visible (one.test, two.test). "
                        + "Your home address 2001:db8:7:1::7 is visible (three.test, four.test).");
    }

    @Test
    void anAddressThatSpellsTheHomeLineIsToldWithIt() {
        Finding finding = judge(seenBy("vpn", "vpn", "home-by-6to4", "home-by-6to4"))
                .findings()
                .get(0);

        assertThat(finding.evidence())
                .isEqualTo("Your home address 2002:cb00:7107::1 is visible (three.test, four.test). "
                        + "2002:cb00:7107::1 is 203.0.113.7, written as IPv6.");
        assertThat(finding.hint()).endsWith("./sentinel home forget 203.0.113.7");
    }

    @Test
    void theExitOfIpv4IsTheOneByWhichAClientIsKnown() {
        assertThat(judge(seenBy("vpn6", "vpn6", "vpn", "vpn"))
                        .exit()
                        .orElseThrow()
                        .address())
                .hasToString("198.51.100.10");
        assertThat(judge(seenBy("vpn6", "vpn6")).exit().orElseThrow().address()).hasToString("2001:db8:5::10");
    }

    @Test
    void theEvidenceSaysWhatWasComparedWithWhat() {
        assertThat(evidence(Scene.behindVpn().udp("home", "home")))
                .isEqualTo("UDP leaves from 203.0.113.7, your home address (stun-a.test, stun-b.test).");
        assertThat(evidence(Scene.behindVpn().udp("home-isp", "home-isp")))
                .startsWith("UDP leaves from 203.0.113.200, which belongs to your home provider, AS64500 Home Telecom");
        assertThat(evidence(Scene.behindVpn().udp("third")))
                .isEqualTo("UDP leaves from 192.0.2.9 (AS64502 Third Net; stun-a.test), "
                        + "the rest from 198.51.100.10 (AS64501 Example VPN).");
        assertThat(evidence(Scene.behindVpn().udp("home")))
                .isEqualTo("stun-a.test alone sees its UDP come from 203.0.113.7; others are being asked.");
        assertThat(evidence(Scene.behindVpn().udp("home").suspectedFor(LONG)))
                .endsWith("your home address (stun-a.test). No second source answered.");
        assertThat(evidence(Scene.behindVpn().expected("NL CH", "AS64999 AS64998", "192.0.2.0/24")))
                .isEqualTo("Its VPN address is 198.51.100.10 (AS64501 Example VPN in Sweden), expected is "
                        + "Netherlands or Switzerland, and AS64998 or AS64999, and 192.0.2.0/24.");
        assertThat(evidence(seenBy("vpn", "vpn", "third6", "third6")))
                .isEqualTo("IPv6 leaves from 2001:db8:6::9 (AS64502 Third Net in Germany), "
                        + "IPv4 from 198.51.100.10 (AS64501 Example VPN in Sweden).");
        assertThat(evidence(Scene.behindVpn().peer("third").sharedPeer()))
                .startsWith("Clients with different VPN addresses all come from 192.0.2.9");
        assertThat(evidence(seenBy("offices", "offices").resolver("offices")))
                .startsWith("Its address is 192.0.2.200 (AS64504 Office Lines in Germany), in a network of homes");
    }

    @Test
    void aServerInADataCentreIsToldSo() {
        Network cloud = new Network(Optional.of(new Asn(64505)), "Cloud", Network.Kind.HOSTING);
        HomeLine none = new HomeLine(
                Set.of(), Set.of(), List.of(), Set.of(), cloud, Set.of(), HomeLine.Knowledge.UNKNOWN, Optional.empty());

        Finding finding = judge(Scene.behindVpn().home(none)).findings().get(0);

        assertThat(finding.fact()).isEqualTo(Fact.BASELINE_UNKNOWN);
        assertThat(finding.evidence()).contains("in a data centre (AS64505 Cloud)");
        assertThat(finding.hint()).contains("VPN_SENTINEL_ROLE=baseline");
        assertThat(judge(seenBy("offices", "offices").resolver("offices").home(none))
                        .findings())
                .as("where nothing is known of the home line, no network is called another")
                .extracting(Finding::fact)
                .containsExactly(Fact.BASELINE_UNKNOWN);
    }

    @Test
    void blocksOfTheSettingsCountInBothFamilies() {
        HomeLine told = new HomeLine(
                Set.of(),
                Set.of(),
                Prefix.parseList("198.51.100.0/28, 2001:db8:5::/48"),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());

        assertThat(evidence(seenBy("vpn", "vpn").resolver("third").home(told)))
                .contains("Your home address 198.51.100.10 is visible");
        assertThat(evidence(seenBy("vpn6", "vpn6").resolver("third").home(told)))
                .contains("Your home address 2001:db8:5::10 is visible");
    }

    private static String evidence(Scene scene) {
        return judge(scene).findings().get(0).evidence();
    }

    private static Judgement judge(Scene scene) {
        return Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations());
    }
}
