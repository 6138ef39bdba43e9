package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was meant by a misspelt word. */
class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "sheduler, scheduler",
        "timmer, timer",
        "Direct, direct",
        "tmer, timer",
        "dirct2, direct",
        "kafka, ''",
        "scheduled, scheduler",
        "schedules-all, ''",
        "lo, log",
    })
    void whatWasMeantIsNear(String misspelt, String meant) {
        assertThat(Spelling.nearest(misspelt, Set.of("scheduler", "timer", "direct", "log"), 2)
                        .orElse(""))
                .isEqualTo(meant);
    }
}
