package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import support.SteppedClock;

class HourCountTest {
    private final SteppedClock clock = new SteppedClock();
    private final HourCount count = new HourCount(clock);

    @Test
    void whatIsOlderThanAnHourCountsInTheTotalOnly() {
        count.add();
        count.add();
        clock.step(Duration.ofMinutes(61));
        count.add();

        assertThat(count.lastHour()).isEqualTo(1);
        assertThat(count.total()).isEqualTo(3);
    }
}
