package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;

/** Each row is a whole scenario: what was seen, compared with which home line, means what. */
class JudgeTest {
    private static Arguments row(String scenario, Scene scene, Fact... expected) {
        return Arguments.of(scenario, scene, Set.of(expected));
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                row("protected, resolver in the exit's network", Scene.behindVpn()),
                row("two sources name the home line", Scene.behindVpn().exits("home", "home"), Fact.EXIT_ON_HOME_LINE),
                row(
                        "two sources name a former address of the home line",
                        Scene.behindVpn().exits("former", "former"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "two sources name another address of the home provider",
                        Scene.behindVpn().exits("home-isp", "home-isp"),
                        Fact.EXIT_ON_HOME_NETWORK),
                row(
                        "one names the line, one its provider's network",
                        Scene.behindVpn().exits("home", "home-isp"),
                        Fact.EXIT_ON_HOME_LINE),
                row("one of two names the home line", Scene.behindVpn().exits("home", "vpn"), Fact.EXIT_SUSPECTED),
                row("the only source names the home line", Scene.behindVpn().exits("home"), Fact.EXIT_SUSPECTED),
                row(
                        "the only source names the home provider",
                        Scene.behindVpn().exits("home-isp"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "suspected for 9 s",
                        Scene.behindVpn().exits("home", "vpn").suspectedFor(Duration.ofSeconds(9)),
                        Fact.EXIT_SUSPECTED),
                row(
                        "suspected for 10 s without a second look",
                        Scene.behindVpn().exits("home", "vpn").suspectedFor(Duration.ofSeconds(10)),
                        Fact.EXIT_ON_HOME_LINE),
                row("two others contradict the accuser", Scene.behindVpn().exits("home", "vpn", "vpn")),
                row(
                        "two others contradict each other, too",
                        Scene.behindVpn().exits("home", "vpn", "third"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "one accuses, and the peer is at home, too",
                        Scene.behindVpn().exits("home", "vpn").peer("home"),
                        Fact.EXIT_ON_HOME_LINE),
                row(
                        "one accuses, one and the peer contradict",
                        Scene.behindVpn().exits("home", "vpn").peer("vpn")),
                row(
                        "one accuses, one and the peer of the exit's pool contradict",
                        Scene.behindVpn().exits("home", "vpn").peer("vpn-pool")),
                row(
                        "one accuses, one contradicts, and the peer is somewhere else",
                        Scene.behindVpn().exits("home", "vpn").peer("third"),
                        Fact.EXIT_SUSPECTED),
                row(
                        "exit pool: addresses of one network agree",
                        Scene.behindVpn().exits("vpn", "vpn-pool")),
                row(
                        "the two sources contradict each other and nothing was ever proven",
                        Scene.behindVpn().exits("vpn", "third").never(),
                        Fact.EXIT_NEVER_VERIFIED),
                row(
                        "resolver elsewhere, but seen with another exit than the present one",
                        Scene.behindVpn().resolver("third").exitMovedSince()),
                row(
                        "leaking resolver, seen with another exit than the present one",
                        Scene.behindVpn().resolver("home-isp").exitMovedSince(),
                        Fact.DNS_LEAK),
                row(
                        "nobody shows anything, ever",
                        Scene.nothing().never(),
                        Fact.EXIT_NEVER_VERIFIED,
                        Fact.DNS_NEVER_VERIFIED),
                row("one miss is none", Scene.behindVpn().misses(1)),
                row(
                        "two misses in a row",
                        Scene.behindVpn().misses(2),
                        Fact.EXIT_NOT_VERIFIABLE,
                        Fact.DNS_NOT_VERIFIABLE),
                row(
                        "a proven leak stays when nothing is verifiable any more",
                        Scene.behindVpn().exits("home", "home").misses(2),
                        Fact.EXIT_ON_HOME_LINE,
                        Fact.EXIT_NOT_VERIFIABLE,
                        Fact.DNS_NOT_VERIFIABLE),
                row("resolver on the home line", Scene.behindVpn().resolver("home"), Fact.DNS_LEAK),
                row("resolver on the home line by 6to4", Scene.behindVpn().resolver("home-by-6to4"), Fact.DNS_LEAK),
                row("resolver on the home line by Teredo", Scene.behindVpn().resolver("home-by-teredo"), Fact.DNS_LEAK),
                row("resolver in the home provider's network", Scene.behindVpn().resolver("home-isp"), Fact.DNS_LEAK),
                row("resolver that the home line uses", Scene.behindVpn().resolver("home-resolver"), Fact.DNS_LEAK),
                row(
                        "allowed resolver that the home line uses, too",
                        Scene.behindVpn().resolver("home-resolver").allowed("AS64502")),
                row(
                        "public resolver that the home line happens to use",
                        Scene.behindVpn().resolver("home-public-resolver").allowed("google")),
                row("client subnet of the home line", Scene.behindVpn().clientSubnet("203.0.113.0/24"), Fact.DNS_LEAK),
                row(
                        "client subnet that spells the home line",
                        Scene.behindVpn().clientSubnet("2002:cb00:7107::/48"),
                        Fact.DNS_LEAK),
                row("client subnet that spells the exit", Scene.behindVpn().clientSubnet("2002:c633:640a::/48")),
                row("client subnet that spells both", Scene.behindVpn().clientSubnet("2002::/16")),
                row(
                        "the resolver saw what spells the home line",
                        Scene.behindVpn().seenFrom("2001:0:4136:e378:8000:63bf:34ff:8ef8"),
                        Fact.DNS_LEAK),
                row("client subnet of the exit", Scene.behindVpn().clientSubnet("198.51.100.0/24")),
                row("the resolver saw the home line", Scene.behindVpn().seenFrom("203.0.113.7"), Fact.DNS_LEAK),
                row("the resolver saw the exit", Scene.behindVpn().seenFrom("198.51.100.10")),
                row("resolver elsewhere", Scene.behindVpn().resolver("third"), Fact.DNS_ELSEWHERE),
                row(
                        "resolver elsewhere, network allowed",
                        Scene.behindVpn().resolver("third").allowed("AS64502")),
                row(
                        "resolver elsewhere, block allowed",
                        Scene.behindVpn().resolver("third").allowed("192.0.2.0/24")),
                row(
                        "resolver of another network in the exit's country",
                        Scene.behindVpn().resolver("neighbour")),
                row(
                        "leaking resolver is a leak, even if allowed",
                        Scene.behindVpn().resolver("home-isp").allowed("AS64500"),
                        Fact.DNS_LEAK),
                row(
                        "resolver of an unknown network, never proven",
                        Scene.behindVpn().resolver("unknown").never(),
                        Fact.DNS_NEVER_VERIFIED),
                row(
                        "resolver elsewhere, while nothing is known of the exit but its address",
                        Scene.behindVpn().exits("unknown", "unknown").resolver("third")),
                row(
                        "resolver of another network, while the exit's country is not known",
                        Scene.behindVpn()
                                .exits("vpn-of-unknown-country", "vpn-of-unknown-country")
                                .resolver("third"),
                        Fact.DNS_ELSEWHERE),
                row("private peer proves nothing", Scene.behindVpn().peer("private")),
                row(
                        "peer at home, all else behind the VPN",
                        Scene.behindVpn().peer("home"),
                        Fact.OWN_PATH_BESIDE_TUNNEL),
                row("peer in a third network", Scene.behindVpn().peer("third"), Fact.OWN_PATH_THIRD_NETWORK),
                row("peer is the exit", Scene.behindVpn().peer("vpn")),
                row("peer of the exit's pool", Scene.behindVpn().peer("vpn-pool")),
                row(
                        "peer of an unknown network claims nothing",
                        Scene.behindVpn().peer("unknown")),
                row("peer of another family claims nothing", Scene.behindVpn().peer("v6")),
                row(
                        "peer at home, but behind a proxy that is not trusted",
                        Scene.behindVpn().peer("home").forwardedByStranger(),
                        Fact.PROXY_NOT_TRUSTED),
                row("home line unknown", Scene.behindVpn().home(HomeLine.UNKNOWN), Fact.BASELINE_UNKNOWN),
                row("home line stale", Scene.behindVpn().home(Scene.stale()), Fact.BASELINE_STALE),
                row("two clients", Scene.behindVpn().twins(), Fact.TWO_CLIENTS_ONE_ID),
                row("old client, DNS in the exit's country", Scene.oldClient("vpn", "SE"), Fact.DNS_CLAIMED),
                row("old client, DNS elsewhere", Scene.oldClient("vpn", "CH"), Fact.DNS_ELSEWHERE),
                row("old client without DNS", Scene.oldClient("vpn", ""), Fact.DNS_NEVER_VERIFIED),
                row(
                        "old client claims the home line",
                        Scene.oldClient("home", "CH"),
                        Fact.EXIT_ON_HOME_LINE,
                        Fact.DNS_CLAIMED),
                row(
                        "old client claims the home line, a public peer contradicts",
                        Scene.oldClient("home", "CH").peer("vpn"),
                        Fact.EXIT_NOT_VERIFIABLE,
                        Fact.DNS_CLAIMED));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void meansWhatTheTableSays(String scenario, Scene scene, Set<Fact> expected) {
        Judgement judgement = Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations());

        assertThat(judgement.findings().stream().map(Finding::fact)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void saysWhatWasSeenInWords(String scenario, Scene scene, Set<Fact> expected) {
        Judgement judgement = Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations());

        assertThat(judgement.findings()).allSatisfy(finding -> {
            assertThat(finding.evidence()).isNotBlank().doesNotContain("Optional", "null");
            assertThat(finding.hint()).doesNotContain("Optional", "null");
        });
    }

    @Test
    void aSuspicionIsSaidApartFromWhatFollowsOfIt() {
        Judgement early = judge(Scene.behindVpn().exits("home", "vpn"));
        Judgement late = judge(Scene.behindVpn().exits("home", "vpn").suspectedFor(Duration.ofSeconds(30)));
        Judgement confirmed = judge(Scene.behindVpn().exits("home", "home"));

        assertThat(List.of(early.suspected(), late.suspected(), confirmed.suspected()))
                .containsExactly(true, true, false);
        assertThat(late.findings().get(0).evidence()).contains("No second source answered.");
        assertThat(confirmed.findings().get(0).evidence())
                .isEqualTo("Your home address 203.0.113.7 is visible (one.test, two.test).");
    }

    @Test
    void theExitIsTheOneOnWhichSourcesAgree() {
        assertThat(judge(Scene.behindVpn().exits("third", "vpn", "vpn"))
                        .exit()
                        .orElseThrow()
                        .address())
                .hasToString("198.51.100.10");
        assertThat(judge(Scene.behindVpn().exits("vpn", "vpn", "third", "third"))
                        .exit()
                        .orElseThrow()
                        .address())
                .as("the first of two that weigh the same")
                .hasToString("198.51.100.10");
        assertThat(judge(Scene.behindVpn().exits("third", "vpn")).exit()).isEmpty();
        assertThat(judge(Scene.behindVpn().exits("vpn")).exit()).isPresent();
        assertThat(judge(Scene.nothing()).exit()).isEmpty();
    }

    @Test
    void theResolverIsProvenWhenItsNetworkIsKnownOrItLeaks() {
        assertThat(judge(Scene.behindVpn()).dnsProven()).isTrue();
        assertThat(judge(Scene.behindVpn().resolver("unknown")).dnsProven()).isFalse();
        assertThat(judge(Scene.behindVpn().resolver("unknown").clientSubnet("203.0.113.0/24"))
                        .dnsProven())
                .isTrue();
        assertThat(judge(Scene.nothing()).dnsProven()).isFalse();
        assertThat(judge(Scene.oldClient("vpn", "SE")).dnsProven()).isTrue();
        assertThat(judge(Scene.oldClient("vpn", "")).dnsProven()).isFalse();
    }

    @Test
    void aFormerAddressIsCalledSo() {
        Finding finding =
                judge(Scene.behindVpn().exits("former", "former")).findings().get(0);

        assertThat(finding.evidence()).contains("Your former home address 203.0.113.99 is visible");
    }

    @Test
    void theReasonsOfMissingAnswersAreTold() {
        Finding finding = judge(Scene.nothing().never()).findings().get(0);

        assertThat(finding.evidence())
                .isEqualTo("No source has shown its address yet. Tried: one.test: HTTP 500; two.test: time-out.");
    }

    @Test
    void theExitIsDescribedByTheSourceThatKnowsMost() {
        ExitSighting exit = judge(Scene.behindVpn().exits("vpn-of-unknown-network", "vpn-of-unknown-country", "vpn"))
                .exit()
                .orElseThrow();

        assertThat(exit.source()).isEqualTo("three.test");
    }

    @Test
    void evidenceNamesWhatItIsComparedWith() {
        assertThat(evidence(Scene.behindVpn().resolver("third")))
                .isEqualTo("Names are resolved by 192.0.2.9 (AS64502 Third Net in Germany),"
                        + " its VPN address is in Sweden.");
        assertThat(evidence(Scene.behindVpn()
                        .exits("vpn-of-unknown-country", "vpn-of-unknown-country")
                        .resolver("third")))
                .endsWith("its VPN address is in an unknown country.");
        assertThat(evidence(Scene.oldClient("home", "CH")))
                .isEqualTo("It says that it shows 203.0.113.7, your home address.");
        assertThat(evidence(Scene.behindVpn().home(Scene.stale())))
                .isEqualTo(
                        "Your home address 203.0.113.7, 2001:db8:7::/56 was last confirmed at 2026-11-20T10:00:00Z.");
    }

    private static String evidence(Scene scene) {
        return judge(scene).findings().get(0).evidence();
    }

    @Test
    void aFindingBearsTheNameByWhichRoutesAndPeopleKnowIt() {
        Judgement judgement = judge(Scene.behindVpn().exits("home", "home"));

        assertThat(judgement.findings().get(0).id()).isEqualTo("exit-on-home-line");
        assertThat(Fact.values()).allSatisfy(fact -> assertThat(fact.title()).isNotBlank());
    }

    private static Judgement judge(Scene scene) {
        return Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations());
    }
}
