package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private static final CheckRow FINE = CheckRow.of("server: API key", CheckOutcome.OK, "set", "");
    private static final CheckRow ABSENT = CheckRow.of(
                    "server: provider ipinfo.io", CheckOutcome.MISSING, "HTTP 429", "wait")
            .took(Duration.ofMillis(1234));
    private static final CheckRow BROKEN =
            CheckRow.of("server: home line", CheckOutcome.FAILED, "nobody answered", "look");

    @Test
    void onlyWhatIsNeededMakesTheCheckFail() {
        assertThat(new CheckReport(List.of()).exitCode()).isZero();
        assertThat(new CheckReport(List.of(FINE, ABSENT)).exitCode()).isZero();
        assertThat(new CheckReport(List.of(FINE, BROKEN)).exitCode()).isEqualTo(1);
    }

    @Test
    void theTableHasAColumnForEachPart() {
        assertThat(new CheckReport(List.of(FINE, ABSENT, BROKEN)).table()).isEqualTo("""
                                 what                        result               ms  hint
                        ok       server: API key             set
                        missing  server: provider ipinfo.io  HTTP 429           1234  wait
                        FAILED   server: home line           nobody answered          look
                        """);
    }
}
