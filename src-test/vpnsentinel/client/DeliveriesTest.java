package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.GREEN;
import static vpnsentinel.client.TestClient.INTERVAL;
import static vpnsentinel.client.TestClient.seen;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveAnswer;

/** What a keepalive says, and what becomes of it. */
class DeliveriesTest {
    private final TestClient client = new TestClient();

    @Test
    void theClaimIsTheAddressThatMostSourcesConfirmWithTheFullestPlace() {
        Keepalive sent = client.sent(client.round(List.of(
                seen("liar", "198.51.100.9", "", Optional.empty()),
                seen("thin", "203.0.113.10", "", Optional.empty()),
                seen("rich", "203.0.113.10", "Zurich", Optional.of(new Asn(64500))))));

        assertThat(sent.claim().exit()).map(Address::toString).contains("203.0.113.10");
        assertThat(sent.claim().place().city()).isEqualTo("Zurich");
        assertThat(sent.claim().provider()).isEqualTo("AS64500 Example Hosting");
        assertThat(sent.claim().dnsCountry()).contains(new Country("CH"));
        assertThat(sent.claim().dnsColo()).isEqualTo("Example Resolvers");
        assertThat(sent.report().orElseThrow().exits()).hasSize(3);
        assertThat(sent.report().orElseThrow().boot()).isEqualTo("cafe");
        assertThat(sent.report().orElseThrow().interval()).isEqualTo(INTERVAL);
    }

    @Test
    void withoutAnySightingTheClaimIsUnknownAndTheReasonsAreSent() {
        Round round = client.begin();
        round.sawExits(List.of(new Answer.Missing<>("a", "HTTP 500")));
        round.sawResolvers(List.of(new Answer.Missing<>("google", "NXDOMAIN")), Round.ResolverPlace.UNKNOWN);

        Keepalive sent = client.sent(round);

        assertThat(sent.claim().exit()).isEmpty();
        assertThat(sent.claim().dnsCountry()).isEmpty();
        assertThat(sent.report().orElseThrow().exits()).containsExactly(new Answer.Missing<>("a", "HTTP 500"));
    }

    @Test
    void keepalivesAreCountedFromOne() {
        assertThat(client.sent(client.begin()).report().orElseThrow().sequence())
                .isEqualTo(1);
        assertThat(client.sent(client.begin()).report().orElseThrow().sequence())
                .isEqualTo(2);
    }

    @Test
    void aKeepaliveTellsTheWaysOfThisMomentAndNotOfTheLastLook() {
        client.looks();
        Round round = client.begin();

        client.namespace.flap();

        assertThat(client.sent(round)
                        .report()
                        .orElseThrow()
                        .local()
                        .path()
                        .orElseThrow()
                        .choices())
                .extracting(RouteChoice::via)
                .doesNotContain("wg0");
    }

    @Test
    void theTunnelIsLearntFromAProvenExitOnly() {
        client.looks();
        client.earlyReports.notice();
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);
        client.deliveries.delivered(
                round, new KeepaliveAnswer(Optional.of("red"), false, List.of("exit-on-home-line")));
        assertThat(client.tunnels()).isEmpty();
        client.namespace.resolverConfiguration("nameserver 10.2.0.3");

        client.isProtected();

        assertThat(client.tunnels()).containsExactly("wg0");
        assertThat(client.earlyReports.notice())
                .as("what is beside it is told at once")
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "yellow, exit-unexpected, true",
        "yellow, exit-on-new-access-network, true",
        "yellow, dns-leak, true",
        "red,    exit-on-home-line, false",
        "yellow, exit-never-verified, false",
        "yellow, finding-of-a-newer-server, false",
        "green,  finding-of-a-newer-server, true",
    })
    void theTunnelIsLearntUnlessTheExitIsInDoubt(String verdict, String reason, boolean learnt) {
        client.looks();
        client.earlyReports.notice();
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.sent(round);

        client.deliveries.delivered(round, new KeepaliveAnswer(Optional.of(verdict), false, List.of(reason)));

        assertThat(client.tunnels()).isEqualTo(learnt ? List.of("wg0") : List.of());
    }

    @Test
    void nothingIsLearntFromARoundDuringWhichSomethingChanged() {
        client.looks();
        client.earlyReports.notice();
        Round round = client.round(List.of(seen("a", "203.0.113.10", "", Optional.empty())));
        client.namespace.tunnelGoesDown();
        client.looks();
        client.earlyReports.notice();

        client.deliveries.delivered(round, GREEN);

        assertThat(client.tunnels()).isEmpty();
    }

    @Test
    void anAnswerWithoutAVerdictIsForeignOnceTheServerGaveOne() {
        KeepaliveAnswer blank = new KeepaliveAnswer(Optional.empty(), false);
        assertThat(client.deliveries.isForeign(blank)).isFalse();

        client.deliveries.delivered(client.begin(), GREEN);

        assertThat(client.deliveries.isForeign(blank)).isTrue();
        assertThat(client.deliveries.isForeign(GREEN)).isFalse();
    }

    @Test
    void anEarlyReportIsRepeatedQuicklyUntilTheServerHasHeardSomethingNewer() {
        Round round = client.isProtected();
        client.namespace.tunnelGoesDown();
        client.looks();
        Round early = client.earlyReports.notice().orElseThrow();

        for (int time = 0; time < 8; time++) {
            client.deliveries.failed(early, 0, "no route to host", Optional.empty());
        }
        assertThat(client.deliveries.failed(early, 0, "no route to host", Optional.empty()))
                .contains(Duration.ofMillis(500));
        client.passSeconds(1);
        client.deliveries.delivered(round, GREEN);

        assertThat(client.deliveries.failed(early, 0, "no route to host", Optional.empty()))
                .isEmpty();
        assertThat(client.health().ready()).isTrue();
    }

    @Test
    void theMoreOftenARoundFailsTheLongerItRestsAndTheNextOneBeginsAnew() {
        Round first = client.begin();
        assertThat(pauses(first, 3)).containsExactly(1L, 2L, 4L);

        Round next = client.begin();

        assertThat(pauses(next, 2)).containsExactly(1L, 2L);
    }

    /** The pauses in seconds after so many failures. */
    private List<Long> pauses(Round round, int failures) {
        return IntStream.range(0, failures)
                .mapToObj(time -> client.deliveries.failed(round, 503, "busy", Optional.empty()))
                .map(pause -> pause.orElseThrow().toSeconds())
                .toList();
    }
}
