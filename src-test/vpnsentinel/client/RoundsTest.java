package vpnsentinel.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.AGAIN;
import static vpnsentinel.client.TestClient.GREEN;
import static vpnsentinel.client.TestClient.INTERVAL;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Answer;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveAnswer;

/** Which round begins when. */
class RoundsTest {
    private final TestClient client = new TestClient();

    @Test
    void anOrderedRoundAsksAllAndOrdersInARowAreLimited() {
        Optional<Round> first = client.deliveries.delivered(client.begin(), AGAIN);
        Optional<Round> second = client.deliveries.delivered(first.orElseThrow(), AGAIN);
        Optional<Round> third = client.deliveries.delivered(second.orElseThrow(), AGAIN);

        assertThat(first.orElseThrow().asksAll()).isTrue();
        assertThat(second).isPresent();
        assertThat(third).isEmpty();
        assertThat(client.deliveries.delivered(client.begin(), GREEN)).isEmpty();
    }

    @Test
    void noRoundBeginsAfterTheFarewellAndNothingIsRepeated() {
        Round under = client.begin();

        Keepalive farewell = client.sent(client.rounds.farewell());

        assertThat(farewell.stopping()).isTrue();
        assertThat(client.rounds.begin()).isEmpty();
        assertThat(client.deliveries.delivered(under, AGAIN)).isEmpty();
        assertThat(client.deliveries.failed(under, 503, "busy", Optional.empty()))
                .isEmpty();
        assertThat(client.rounds.rest(under, Duration.ofHours(1))).isFalse();
    }

    @Test
    void aRoundIsDueAtStartAtTheIntervalAndNeverTwiceAtATime() {
        assertThat(client.rounds.begin().map(Round::asksAll))
                .as("the first one")
                .contains(true);
        client.passes(INTERVAL);
        assertThat(client.rounds.begin()).as("the first one still runs").isEmpty();

        client.rounds.end();

        assertThat(client.rounds.begin().map(Round::asksAll)).contains(false);
        client.rounds.end();
        assertThat(client.rounds.begin()).as("the interval has not passed").isEmpty();
    }

    @Test
    void noMoreThanTwoRoundsRunAtATimeAndAServersOrderOvertakesNone() {
        client.isProtected();
        client.begin();

        client.beats.answered(new BeatAnswer(Optional.empty(), true, Optional.empty()));
        assertThat(client.rounds.begin()).as("the server may wait").isEmpty();

        for (int i = 0; i < 2; i++) {
            client.passSeconds(5);
            client.namespace.flap();
            client.looks();
            client.earlyReports.notice();
            assertThat(client.rounds.begin().isPresent()).as("change %d", i).isEqualTo(i == 0);
        }
        client.rounds.end();
        assertThat(client.rounds.begin()).isPresent();
    }

    @Test
    void aWayThatNobodySawIsLookedAtTwiceMoreSoonAfterAChange() {
        client.isProtected();
        client.namespace.flap();
        client.looks();
        client.earlyReports.notice();
        Round round = client.begin();
        for (int more = 0; more < 2; more++) {
            round.sawExits(List.of(new Answer.Missing<>("a", "time-out after 5 s")));
            client.sent(round);
            client.rounds.end();
            assertThat(client.rounds.begin()).as("not at once").isEmpty();
            client.passSeconds(5);
            round = client.rounds.begin().orElseThrow();
            assertThat(round.asksAll()).isTrue();
        }
        round.sawExits(List.of(new Answer.Missing<>("a", "time-out after 5 s")));
        client.sent(round);
        client.rounds.end();
        client.passSeconds(60);
        assertThat(client.rounds.begin())
                .as("the usual rounds are left to see it")
                .isEmpty();
    }

    @Test
    void aChangeEndsTheRestBeforeARepeatOfOlderNews() {
        Round old = client.isProtected();
        client.namespace.tunnelGoesDown();
        client.looks();
        client.earlyReports.notice();

        assertThat(client.rounds.rest(old, Duration.ofHours(1))).isFalse();
    }

    @Test
    void theServersRhythmIsObeyedWithinBoundsAndAnnounced() {
        assertThat(announcedAfter(60)).isEqualTo(Duration.ofSeconds(60));
        assertThat(announcedAfter(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(announcedAfter(86_400)).isEqualTo(INTERVAL.multipliedBy(4));
        assertThat(announcedAfter(0)).isEqualTo(INTERVAL);
    }

    private Duration announcedAfter(int asked) {
        byte[] answer = ("{\"verdict\":\"green\",\"interval_s\":" + asked + "}").getBytes(UTF_8);
        Round round =
                client.rounds.begin().or(() -> Optional.of(client.begin())).orElseThrow();
        client.deliveries.delivered(round, KeepaliveAnswer.read(answer));
        client.rounds.end();
        return client.sent(round).report().orElseThrow().interval();
    }
}
