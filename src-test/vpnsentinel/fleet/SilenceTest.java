package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class SilenceTest {
    private static final Instant LAST = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest(name = "threshold {0} min, interval {1} s, beat {2} s, stopped {3}: {4} s")
    @CsvSource(nullValues = "none", textBlock = """
            none,   20, none, false,    90
            none,  300, none, false,   930
            none, none, none, false,   900
            none,   20, none, true,    900
            none,    0, none, false,    30
            20,     20, none, false,  1200
            20,    600, none, false,  1830
            20,   none, none, false,  1200
            20,    600, none, true,   1200
            1,      20, none, false,    90
            none,  300,    5, false,    30
            none,  300,    5, true,    900
            20,    300,    5, false,  1200
            """)
    void isDueAfterSixBeatsOrThreeIntervalsOrAfterTheThreshold(
            Integer minutes, Integer interval, Integer beat, boolean stopped, long seconds) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "key"));
        if (minutes != null) {
            environment.put("VPN_SENTINEL_SERVER_ALERT_THRESHOLD_MINUTES", String.valueOf(minutes));
        }
        Silence silence = Silence.of(Settings.read(environment, Half.SERVER));

        Instant due = silence.dueAt(
                LAST,
                Optional.ofNullable(interval).map(Duration::ofSeconds),
                Optional.ofNullable(beat).map(Duration::ofSeconds),
                stopped);

        assertThat(Duration.between(LAST, due)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
