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
    private final BeatSchedule pulse = new BeatSchedule(Duration.ofSeconds(5), Duration.ofMinutes(5), () -> random);

    private static BeatAnswer from(String address) {
        return new BeatAnswer(Address.parse(address), false, Optional.empty());
    }

    private long pause() {
        pulse.begin(START);
        long millis = 0;
        while (!pulse.isDue(START.plusMillis(millis))) {
            millis += 100;
        }
        return millis;
    }

    @ParameterizedTest
    @CsvSource({"0, 4000", "0.5, 5000", "1, 6000"})
    void beatsComeAtTheIntervalGiveOrTakeAFifth(double chance, long pause) {
        random = chance;

        assertThat(pulse.isDue(START)).isTrue();
        assertThat(pause()).isEqualTo(pause);
    }

    @Test
    void whereThereIsReasonToLookCloselyBeatsComeEverySecondForAMinuteAndAHalf() {
        pulse.lookClosely(START);

        assertThat(pause()).isEqualTo(1000);
        pulse.begin(START.plusSeconds(90));
        assertThat(pulse.isDue(START.plusSeconds(94))).isFalse();
        assertThat(pulse.isDue(START.plusSeconds(95))).isTrue();
    }

    @Test
    void aClockThatIsSetBackHoldsNoBeatUpAndLengthensNoCloseLook() {
        Instant back = START.minus(Duration.ofHours(3));
        pulse.lookClosely(START);
        pulse.begin(START);

        assertThat(pulse.isDue(back)).isTrue();
        pulse.begin(back);
        assertThat(pulse.isDue(back.plusSeconds(2)))
                .as("no longer every second")
                .isFalse();
    }

    @Test
    void aPauseThatHasBegunIsCutShortWhenThereIsReasonToLookClosely() {
        pulse.answered(from("198.51.100.10"), START);
        pulse.begin(START);

        pulse.lookClosely(START);

        assertThat(pulse.isDue(START.plusSeconds(1))).isTrue();
    }

    @Test
    void aServerThatNeverAnsweredABeatIsAskedAgainAfterAnHour() {
        assertThat(pulse.announced()).isEqualTo(Duration.ofSeconds(5));

        assertThat(pulse.refused(START)).contains(Duration.ofHours(1));
        pulse.lookClosely(START);
        pulse.tryAgain();

        assertThat(pulse.announced()).isZero();
        assertThat(pulse.isDue(START.plusSeconds(3599))).isFalse();
        assertThat(pulse.isDue(START.plusSeconds(3600))).isTrue();
    }

    @Test
    void aServerThatAnsweredBeatsIsAskedAgainAsUsualAfterOneRefusalAndEverMoreSlowlyAfterMore() {
        pulse.answered(from("198.51.100.10"), START);
        pulse.begin(START);

        assertThat(pulse.refused(START)).as("an accident").isEmpty();
        assertThat(pulse.announced()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pulse.isDue(START.plusSeconds(5))).isTrue();

        for (long seconds : new long[] {30, 60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertThat(pulse.refused(START)).contains(Duration.ofSeconds(seconds));
            pulse.lookClosely(START);
            assertThat(pulse.announced()).isZero();
            assertThat(pulse.isDue(START.plusSeconds(seconds - 1))).isFalse();
            assertThat(pulse.isDue(START.plusSeconds(seconds))).isTrue();
        }
        pulse.tryAgain();
        assertThat(pulse.isDue(START)).isTrue();
    }

    @Test
    void anAnswerForgivesAllRefusals() {
        pulse.answered(from("198.51.100.10"), START);
        pulse.refused(START);
        pulse.refused(START);

        assertThat(pulse.answered(from("198.51.100.10"), START)).contains("the server is reached again");

        assertThat(pulse.announced()).isEqualTo(Duration.ofSeconds(5));
        assertThat(pulse.refused(START)).isEmpty();
    }

    @Test
    void anotherAddressIsNewsAndTheFirstOneIsNone() {
        assertThat(pulse.answered(from("198.51.100.10"), START)).isEmpty();
        assertThat(pulse.answered(from("198.51.100.10"), START)).isEmpty();
        assertThat(pulse.answered(from("nonsense"), START)).isEmpty();
        assertThat(pulse.answered(from("203.0.113.7"), START)).contains("own path");
        assertThat(pulse.address()).map(Address::toString).contains("203.0.113.7");
    }

    @Test
    void aServerThatIsBackIsNewsUnlessASingleBeatWasLost() {
        pulse.lost();
        assertThat(pulse.answered(from("198.51.100.10"), START)).isEmpty();
        pulse.lost();
        pulse.lost();

        assertThat(pulse.answered(from("198.51.100.10"), START)).contains("the server is reached again");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "20, 20", "61, 60"})
    void theServersWishIsObeyedWithinBounds(int asked, int granted) {
        pulse.answered(new BeatAnswer(Optional.empty(), false, Optional.of(Duration.ofSeconds(asked))), START);

        assertThat(pulse.announced()).isEqualTo(Duration.ofSeconds(granted));
    }

    @Test
    void withoutAnIntervalThereAreNoBeats() {
        BeatSchedule off = new BeatSchedule(Duration.ZERO, Duration.ofMinutes(5), () -> 0.5);

        assertThat(off.isDue(START)).isFalse();
    }
}
