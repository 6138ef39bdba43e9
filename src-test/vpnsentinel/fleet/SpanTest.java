package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lengths of time are said, in messages and on pages. */
class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "-5, 0 s, 0 s",
        "0, 0 s, 0 s",
        "59, 59 s, 59 s",
        "60, 1 min, 1 min",
        "200, 3 min 20 s, 3 min",
        "3600, 1 h, 1 h",
        "18120, 5 h 2 min, 5 h 2 min",
        "18159, 5 h 2 min, 5 h 2 min",
        "86400, 1 d, 1 d",
        "187200, 2 d 4 h, 2 d 4 h",
    })
    void spansAreSaidInTwoUnitsAtMost(long seconds, String words, String roughly) {
        assertThat(Span.words(Duration.ofSeconds(seconds))).isEqualTo(words);
        assertThat(Span.roughly(Duration.ofSeconds(seconds))).isEqualTo(roughly);
    }
}
