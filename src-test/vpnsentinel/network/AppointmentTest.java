package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AppointmentTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    private final Appointment inAMinute = Appointment.in(Duration.ofMinutes(1), START);

    @Test
    void itIsDueFromItsMomentOn() {
        assertThat(inAMinute.isDue(START)).isFalse();
        assertThat(inAMinute.isDue(START.plusMillis(59_999))).isFalse();
        assertThat(inAMinute.isDue(START.plusSeconds(60))).isTrue();
        assertThat(inAMinute.isDue(START.plusSeconds(61))).isTrue();
    }

    @Test
    void aClockThatIsSetBackToBeforeItWasMadeMakesItDue() {
        assertThat(inAMinute.isDue(START.minusMillis(1))).isTrue();
    }

    @Test
    void oneForNowIsDueWheneverThatIs() {
        assertThat(Appointment.NOW.isDue(Instant.EPOCH)).isTrue();
        assertThat(Appointment.NOW.isDue(START)).isTrue();
    }
}
