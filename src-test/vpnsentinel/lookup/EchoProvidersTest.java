package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeEcho;
import support.SteppedClock;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

class EchoProvidersTest {
    private static final Address OTHER = Address.parse("198.51.100.7").orElseThrow();

    private final SteppedClock clock = new SteppedClock();
    private final FakeEcho a = new FakeEcho("a", "A", "203.0.113.10");
    private final FakeEcho b = new FakeEcho("b", "B", "203.0.113.10");
    private final FakeEcho c = new FakeEcho("c", "C", "203.0.113.10");
    private EchoProviders providers = three("auto");

    private EchoProviders three(String preferred) {
        EchoProviders made = new EchoProviders(preferred, Duration.ofSeconds(1), clock);
        List.of(a, b, c).forEach(each -> made.register(each.provider));
        return made;
    }

    @BeforeEach
    void firstSight() {
        providers.ownExit(false);
        List.of(a, b, c).forEach(each -> each.paths.clear());
    }

    @AfterEach
    void close() {
        providers.close();
    }

    @Test
    void theFirstRoundAsksAll() {
        assertThat(sources(three("auto").ownExit(false))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void aQuietRoundAsksTwoInRotation() {
        List<List<String>> rounds = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rounds.add(sources(providers.ownExit(false)));
        }

        assertThat(rounds).containsExactly(List.of("b", "c"), List.of("c", "a"), List.of("a", "b"), List.of("b", "c"));
    }

    @Test
    void thePreferredProviderAlwaysComesFirstAndAnotherConfirms() {
        EchoProviders preferring = three("c");
        preferring.ownExit(false);

        assertThat(List.of(sources(preferring.ownExit(false)), sources(preferring.ownExit(false))))
                .containsExactly(List.of("c", "b"), List.of("c", "a"));
    }

    @Test
    void theTwoHaveDifferentOperatorsWherePossible() {
        providers.unregister(c.provider);
        providers.register(new FakeEcho("bb", "B", "203.0.113.10").provider);

        for (int i = 0; i < 3; i++) {
            assertThat(providers.ownExit(false))
                    .extracting(EchoProvidersTest::operator)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void allAreAskedOnDemand() {
        assertThat(sources(providers.ownExit(true))).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void allAreAskedWhenTheExitMovedToAnotherNetwork() {
        List.of(a, b, c).forEach(each -> each.sees("198.51.100.20", 64501));

        assertThat(sources(providers.ownExit(false))).hasSize(3);
        assertThat(sources(providers.ownExit(false))).hasSize(2);
    }

    @Test
    void aMoveWithinTheNetworkIsNoNews() {
        List.of(a, b, c).forEach(each -> each.sees("203.0.113.11", 64500));

        assertThat(sources(providers.ownExit(false))).hasSize(2);
    }

    @Test
    void allAreAskedWhenTwoDisagree() {
        b.sees("198.51.100.66", 64511);

        assertThat(sources(providers.ownExit(false))).containsExactly("b", "c", "a");
    }

    @Test
    void theOthersAreAskedWhenOneOfTheTwoHasNoAnswer() {
        b.fails(500);

        List<Answer<ExitSighting>> answers = providers.ownExit(false);

        assertThat(answers).contains(new Answer.Missing<>("b", "HTTP 500"));
        assertThat(Answer.values(answers)).hasSize(2);
    }

    @Test
    void aProviderThatRefusesIsLeftAloneForHoursAndItsPlaceIsTaken() {
        b.fails(429);
        providers.ownExit(false);
        b.sees("203.0.113.10", 64500);

        for (int i = 0; i < 3; i++) {
            assertThat(sources(providers.ownExit(false))).containsExactlyInAnyOrder("a", "c");
        }
        assertThat(b.calls()).isEqualTo(1);

        clock.step(Duration.ofHours(3));
        providers.ownExit(true);
        assertThat(b.calls()).isEqualTo(2);
    }

    @Test
    void aProviderThatIsLeftAloneSaysUntilWhenAndIsNotAskedEvenWhenAllAre() {
        b.fails(403);
        providers.ownExit(true);

        assertThat(providers.ownExit(true))
                .contains(new Answer.Missing<>("b", "left alone after HTTP 403 until 14:00 UTC"));
        assertThat(b.calls()).isEqualTo(1);
    }

    @Test
    void aStatedRetryAfterIsHonoured() {
        b.fails(new EchoFailure(429, "HTTP 429", Optional.of(Duration.ofMinutes(20))));
        providers.ownExit(true);
        clock.step(Duration.ofMinutes(20));

        providers.ownExit(true);

        assertThat(b.calls()).isEqualTo(2);
    }

    @Test
    void aProviderWhoseQuotaIsUsedUpRestsAlthoughItAnswered() {
        b.asksForPause(Duration.ofSeconds(40));

        assertThat(Answer.values(providers.ownExit(true))).hasSize(3);
        assertThat(providers.ownExit(true))
                .contains(new Answer.Missing<>("b", "left alone after its quota was used up until 08:00 UTC"));
        clock.step(Duration.ofSeconds(40));
        assertThat(Answer.values(providers.ownExit(true))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aLiarThatTheOthersContradictedIsDoubtedAgainWhenItIsAskedAlone(int which) {
        List.of(a, b, c).get(which).sees("198.51.100.66", 64511);
        providers.sawOwnPath(Address.parse("203.0.113.10"));
        providers.ownExit(true);

        for (int round = 0; round < 6; round++) {
            List<Answer<ExitSighting>> answers = providers.ownExit(false);

            assertThat(Agreement.strongest(answers).orElseThrow().address())
                    .as("round %d", round)
                    .hasToString("203.0.113.10");
        }
    }

    @Test
    void aBrokenServerIsNotLeftAlone() {
        b.fails(503);
        providers.ownExit(true);
        providers.ownExit(true);

        assertThat(b.calls()).isEqualTo(2);
    }

    @Test
    void aHangingProviderCostsASecondAndNothingElseWhereTheOthersAgree() {
        CountDownLatch never = new CountDownLatch(1);
        b.hangsUntil(never);

        List<Answer<ExitSighting>> answers = providers.ownExit(true);

        assertThat(answers).contains(new Answer.Missing<>("b", "no answer within 1 s of the others"));
        assertThat(Answer.values(answers)).hasSize(2);
    }

    @Test
    void providersComeAndGoWhileRunning() {
        providers.unregister(a.provider);
        providers.unregister(b.provider);
        assertThat(sources(providers.ownExit(true))).containsExactly("c");

        providers.unregister(c.provider);
        assertThat(providers.ownExit(true))
                .containsExactly(new Answer.Missing<>("echo", "no echo provider: is there an echo route?"));

        providers.register(a.provider);
        assertThat(sources(providers.ownExit(true))).containsExactly("a");
    }

    @Test
    void aProviderThatLostItsNameToAnotherCannotRemoveIt() {
        FakeEcho another = new FakeEcho("a", "A", "203.0.113.10");
        providers.register(another.provider);

        providers.unregister(a.provider);

        assertThat(providers.names()).containsExactly("a", "b", "c");
    }

    @Test
    void aLookUpGoesOnToTheNextWhenOneFails() {
        List.of(a, b, c).forEach(each -> each.fails(429));
        c.sees("203.0.113.10", 64502);

        Answer<ExitSighting> answer = providers.lookUp(OTHER);

        assertThat(Answer.values(List.of(answer)))
                .extracting(ExitSighting::address)
                .containsExactly(OTHER);
        assertThat(c.paths).containsExactly("/198.51.100.7");
    }

    @Test
    void anAnswerAboutAnotherAddressIsNone() {
        providers.unregister(b.provider);
        providers.unregister(c.provider);
        EchoProvider liar = new EchoProvider(
                "a",
                "A",
                a.provider.fields(),
                "/own",
                Optional.of("/{address}"),
                path -> EchoReply.of("{\"ip\":\"203.0.113.1\"}"));
        providers.register(liar);

        assertThat(providers.lookUp(OTHER)).isEqualTo(new Answer.Missing<>("a", "it answered about another address"));
    }

    @Test
    void aPrivateAddressIsNeverSentToAnybody() {
        assertThat(providers.lookUp(Address.parse("192.168.1.1").orElseThrow()))
                .isEqualTo(new Answer.Missing<>("look-up", "192.168.1.1 is no public address"));
        assertThat(a.calls() + b.calls() + c.calls()).isZero();
    }

    private static List<String> sources(List<Answer<ExitSighting>> answers) {
        return answers.stream().map(Answer::source).toList();
    }

    private static String operator(Answer<ExitSighting> answer) {
        return Answer.values(List.of(answer)).get(0).operator();
    }
}
