package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Row FINE = Row.of("server: API key", Outcome.OK, "set", "");
    private static final Row ABSENT = Row.of("server: provider ipinfo.io", Outcome.MISSING, "HTTP 429", "wait")
            .took(Duration.ofMillis(1234));
    private static final Row BROKEN = Row.of("server: home line", Outcome.FAILED, "nobody answered", "look");

    @Test
    void onlyWhatIsNeededMakesTheCheckFail() {
        assertThat(new Report(List.of()).exitCode()).isZero();
        assertThat(new Report(List.of(FINE, ABSENT)).exitCode()).isZero();
        assertThat(new Report(List.of(FINE, BROKEN)).exitCode()).isEqualTo(1);
    }

    @Test
    void theTableHasAColumnForEachPart() {
        assertThat(new Report(List.of(FINE, ABSENT, BROKEN)).table()).isEqualTo("""
                                 what                        result               ms  hint
                        ok       server: API key             set
                        missing  server: provider ipinfo.io  HTTP 429           1234  wait
                        FAILED   server: home line           nobody answered          look
                        """);
    }
}
