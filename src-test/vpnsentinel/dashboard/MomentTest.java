package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.dashboard.Samples.NOW;
import static vpnsentinel.dashboard.Samples.ZURICH;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    @ParameterizedTest
    @CsvSource({
        "PT-5S, 09:30:20, just now",
        "PT0.9S, 09:30:14, just now",
        "PT1S, 09:30:14, 1 s ago",
        "PT59S, 09:29:16, 59 s ago",
        "PT60S, 09:29:15, 1 min ago",
        "PT1H, 08:30:15, 1 h ago",
        "PT3H12M, 06:18:15, 3 h 12 min ago",
        "PT10H, 21 Nov 23:30:15, 10 h ago",
        "P2DT4H, 20 Nov 05:30:15, 2 d 4 h ago",
        "P400D, 18 Oct 2025 10:30:15, 400 d ago",
    })
    void aMomentIsToldByTheClockAndInWords(Duration age, String clock, String ago) {
        Moment moment = Moment.of(NOW.minus(age), NOW, ZURICH);

        assertThat(moment.clock()).isEqualTo(clock);
        assertThat(moment.ago()).isEqualTo(ago);
        assertThat(moment.iso()).isEqualTo(NOW.minus(age).toString());
    }
}
