package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What of a clock's way is a leap. */
class ClockStepsTest {
    private Instant wall = Instant.parse("2026-11-22T08:00:00Z");
    private long steady = 5;
    private final ClockSteps leaps = new ClockSteps(() -> wall, () -> steady);

    private void pass(Duration onTheWall, Duration really) {
        wall = wall.plus(onTheWall);
        steady += really.toNanos();
    }

    @Test
    void timeThatPassesIsNoLeap() {
        pass(Duration.ofHours(3), Duration.ofHours(3).plusMillis(800));

        assertThat(leaps.get()).isZero();
    }

    @Test
    void aClockThatIsSetLeapsOnce() {
        pass(Duration.ofHours(3), Duration.ofSeconds(1));

        assertThat(leaps.get()).isEqualTo(Duration.ofHours(3).minusSeconds(1));
        assertThat(leaps.get()).isZero();
    }

    @Test
    void aClockThatIsPutBackLeapsBack() {
        pass(Duration.ofHours(-1), Duration.ofSeconds(1));

        assertThat(leaps.get()).isEqualTo(Duration.ofHours(-1).minusSeconds(1));
    }
}
