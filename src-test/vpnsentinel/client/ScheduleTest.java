package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private Instant now = Instant.EPOCH;
    private double random;

    private Duration untilNext(Schedule schedule) {
        schedule.begin(now);
        schedule.end();
        Instant begun = now;
        while (!schedule.isDue(now)) {
            now = now.plusMillis(250);
        }
        return Duration.between(begun, now);
    }

    @Test
    void aRoundIsNeverEarlyAndAtMostATenthLate() {
        Schedule schedule = new Schedule(Duration.ofSeconds(300), () -> random);

        assertThat(untilNext(schedule)).isEqualTo(Duration.ofSeconds(300));
        random = 0.5;
        assertThat(untilNext(schedule)).isEqualTo(Duration.ofSeconds(315));
        random = 1;
        assertThat(untilNext(schedule)).isEqualTo(Duration.ofSeconds(330));
    }

    @Test
    void aLongIntervalIsNoMoreThanHalfAMinuteLate() {
        random = 1;

        assertThat(untilNext(new Schedule(Duration.ofDays(1), () -> random)))
                .isEqualTo(Duration.ofDays(1).plusSeconds(30));
    }

    @Test
    void aClockThatIsSetBackHoldsNoRoundUp() {
        Schedule schedule = new Schedule(Duration.ofSeconds(300), () -> random);
        schedule.begin(now);
        schedule.end();

        assertThat(schedule.isDue(now.plusSeconds(1))).isFalse();
        assertThat(schedule.isDue(now.minus(Duration.ofHours(3)))).isTrue();
        schedule.begin(now.minus(Duration.ofHours(3)));
        schedule.end();
        schedule.order();
        assertThat(schedule.isDue(now.minus(Duration.ofHours(3)))).isTrue();
    }

    @Test
    void anAnswerWithoutAWishLeavesTheDelayAlone() {
        random = 1;
        Schedule schedule = new Schedule(Duration.ofSeconds(300), () -> random);
        schedule.begin(now);
        schedule.end();

        schedule.rhythm(Optional.empty(), now);

        assertThat(schedule.isDue(now.plusSeconds(301))).isFalse();
        schedule.rhythm(Optional.of(Duration.ofSeconds(30)), now);
        assertThat(schedule.isDue(now.plusSeconds(30))).isTrue();
        assertThat(schedule.interval()).isEqualTo(Duration.ofSeconds(30));
    }
}
