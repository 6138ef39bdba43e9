package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.wire.BeatAnswer;

class BeatScheduleTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private double random = 0.5;
    private final BeatSchedule beats = new BeatSchedule(Duration.ofSeconds(5), Duration.ofMinutes(5), () -> random);

    private static BeatAnswer from(String address) {
        return new BeatAnswer(Address.parse(address), false, Optional.empty());
    }

    private long pause() {
        beats.begin(START);
        long millis = 0;
        while (!beats.isDue(START.plusMillis(millis))) {
            millis += 100;
        }
        return millis;
    }

    @ParameterizedTest
    @CsvSource({"0, 4000", "0.5, 5000", "1, 6000"})
    void beatsComeAtTheIntervalGiveOrTakeAFifth(double chance, long pause) {
        random = chance;

        assertThat(beats.isDue(START)).isTrue();
        assertThat(pause()).isEqualTo(pause);
    }

    @Test
    void whereThereIsReasonToLookCloselyBeatsComeEverySecondForAMinuteAndAHalf() {
        beats.lookClosely(START);

        assertThat(pause()).isEqualTo(1000);
        beats.begin(START.plusSeconds(90));
        assertThat(beats.isDue(START.plusSeconds(94))).isFalse();
        assertThat(beats.isDue(START.plusSeconds(95))).isTrue();
    }

    @Test
    void aClockThatIsSetBackHoldsNoBeatUpAndLengthensNoCloseLook() {
        Instant back = START.minus(Duration.ofHours(3));
        beats.lookClosely(START);
        beats.begin(START);

        assertThat(beats.isDue(back)).isTrue();
        beats.begin(back);
        assertThat(beats.isDue(back.plusSeconds(2)))
                .as("no longer every second")
                .isFalse();
    }

    @Test
    void aPauseThatHasBegunIsCutShortWhenThereIsReasonToLookClosely() {
        beats.answered(from("198.51.100.10"), START);
        beats.begin(START);

        beats.lookClosely(START);

        assertThat(beats.isDue(START.plusSeconds(1))).isTrue();
    }

    @Test
    void aServerThatNeverAnsweredABeatIsAskedAgainAfterAnHour() {
        assertThat(beats.announced()).isEqualTo(Duration.ofSeconds(5));

        assertThat(beats.refused(START)).contains(Duration.ofHours(1));
        beats.lookClosely(START);
        beats.tryAgain();

        assertThat(beats.announced()).isZero();
        assertThat(beats.isDue(START.plusSeconds(3599))).isFalse();
        assertThat(beats.isDue(START.plusSeconds(3600))).isTrue();
    }

    @Test
    void aServerThatAnsweredBeatsIsAskedAgainAsUsualAfterOneRefusalAndEverMoreSlowlyAfterMore() {
        beats.answered(from("198.51.100.10"), START);
        beats.begin(START);

        assertThat(beats.refused(START)).as("an accident").isEmpty();
        assertThat(beats.announced()).isEqualTo(Duration.ofSeconds(5));
        assertThat(beats.isDue(START.plusSeconds(5))).isTrue();

        for (long seconds : new long[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertThat(beats.refused(START)).contains(Duration.ofSeconds(seconds));
            beats.lookClosely(START);
            assertThat(beats.announced()).isZero();
            assertThat(beats.isDue(START.plusSeconds(seconds - 1))).isFalse();
            assertThat(beats.isDue(START.plusSeconds(seconds))).isTrue();
        }
        beats.tryAgain();
        assertThat(beats.isDue(START)).isTrue();
    }

    @Test
    void anAnswerForgivesAllRefusals() {
        beats.answered(from("198.51.100.10"), START);
        beats.refused(START);
        beats.refused(START);

        assertThat(beats.answered(from("198.51.100.10"), START)).contains("the server is reached again");

        assertThat(beats.announced()).isEqualTo(Duration.ofSeconds(5));
        assertThat(beats.refused(START)).isEmpty();
    }

    @Test
    void anotherAddressIsNewsAndTheFirstOneIsNone() {
        assertThat(beats.answered(from("198.51.100.10"), START)).isEmpty();
        assertThat(beats.answered(from("198.51.100.10"), START)).isEmpty();
        assertThat(beats.answered(from("nonsense"), START)).isEmpty();
        assertThat(beats.answered(from("203.0.113.7"), START)).contains("own path");
        assertThat(beats.address()).map(Address::toString).contains("203.0.113.7");
    }

    @Test
    void aServerThatIsBackIsNewsUnlessASingleBeatWasLost() {
        beats.lost();
        assertThat(beats.answered(from("198.51.100.10"), START)).isEmpty();
        beats.lost();
        beats.lost();

        assertThat(beats.answered(from("198.51.100.10"), START)).contains("the server is reached again");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "61, 60"})
    void theServersWishIsObeyedWithinBounds(int asked, int granted) {
        beats.answered(new BeatAnswer(Optional.empty(), false, Optional.of(Duration.ofSeconds(asked))), START);

        assertThat(beats.announced()).isEqualTo(Duration.ofSeconds(granted));
    }

    @Test
    void aBeatThatIsLostIsRepeatedSoonUntilOneIsAnswered() {
        beats.answered(from("198.51.100.10"), START);
        for (int i = 0; i < 100; i++) {
            beats.begin(START.plusSeconds(i * 10));
            beats.lost();
            assertThat(beats.isDue(START.plusSeconds(i * 10 + 1))).isFalse();
            assertThat(beats.isDue(START.plusSeconds(i * 10 + 2))).isTrue();
        }

        beats.answered(from("198.51.100.10"), START.plusSeconds(2_000));
        beats.begin(START.plusSeconds(2_100));
        assertThat(beats.isDue(START.plusSeconds(2_103))).isFalse();
    }

    @Test
    void aBeatGoesOutAtOnceForWhoeverWaitsForItUnlessTheServerTakesNone() {
        beats.answered(from("198.51.100.10"), START);
        beats.begin(START);
        beats.soon();
        assertThat(beats.isDue(START)).isTrue();

        beats.refused(START);
        beats.refused(START);
        beats.soon();
        assertThat(beats.isDue(START)).isFalse();
    }

    @Test
    void withoutAnIntervalThereAreNoBeats() {
        BeatSchedule off = new BeatSchedule(Duration.ZERO, Duration.ofMinutes(5), () -> 0.5);

        assertThat(off.isDue(START)).isFalse();
    }
}
