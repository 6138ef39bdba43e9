package vpnsentinel.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthReportTest {
    @ParameterizedTest
    @CsvSource({
        // part, state, alive, its word, ready, its word
        "API, WORKING, 200, ok, 200, ok",
        "API, BROKEN, 503, unhealthy, 503, unavailable",
        "API, DEGRADED, 200, degraded, 200, ok",
        "HOME_LINE, BROKEN, 200, degraded, 503, unavailable",
        "HOME_LINE, DEGRADED, 200, degraded, 200, ok",
        "HOME_LINE, OFF, 200, ok, 200, ok",
        "TELEGRAM, BROKEN, 200, degraded, 503, unavailable",
        "TELEGRAM, OFF, 200, ok, 200, ok",
        "ROUTES, BROKEN, 200, degraded, 200, ok",
    })
    void onePartDecides(Part.Name name, Part.State state, int alive, String word, int ready, String readyWord) {
        HealthReport report = new HealthReport(true, otherwiseWorking(new Part(name, state, "why")));

        assertThat(report.alive().httpStatus()).isEqualTo(alive);
        assertThat(report.alive().status()).isEqualTo(word);
        assertThat(report.ready().httpStatus()).isEqualTo(ready);
        assertThat(report.ready().status()).isEqualTo(readyWord);
        assertThat(report.startup().httpStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"BROKEN, 1", "DEGRADED, 1", "WORKING, 0", "OFF, 0"})
    void whatIsInTroubleIsNamedWithItsReason(Part.State state, int named) {
        HealthReport report = new HealthReport(true, otherwiseWorking(new Part(Part.Name.TELEGRAM, state, "HTTP 401")));

        assertThat(report.alive().troubled())
                .hasSize(named)
                .allMatch(p -> p.reason().equals("HTTP 401"));
    }

    @ParameterizedTest
    @CsvSource({"true, 200, 200, 200", "false, 200, 503, 503"})
    void whileItStartsItIsAliveAndNotReady(boolean started, int alive, int ready, int startup) {
        HealthReport report = new HealthReport(started, List.of());

        assertThat(report.alive().httpStatus()).isEqualTo(alive);
        assertThat(report.ready().httpStatus()).isEqualTo(ready);
        assertThat(report.startup().httpStatus()).isEqualTo(startup);
    }

    private static List<Part> otherwiseWorking(Part part) {
        return Arrays.stream(Part.Name.values())
                .map(name -> name == part.name() ? part : Part.working(name))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"HOME_LINE, home-line", "API, api"})
    void aPartHasAWordForAnswers(Part.Name name, String word) {
        assertThat(name.word()).isEqualTo(word).isEqualTo(word.toLowerCase(Locale.ROOT));
    }
}
