package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void eachRowSaysWhatWasSeenAndBelowItWhatToDo() {
        assertThat(new CheckReport(List.of(FINE, ABSENT, BROKEN)).table(Terminal.NONE))
                .isEqualTo("""
                        ok       server: API key             set
                        missing  server: provider ipinfo.io  HTTP 429 (1234 ms)
                                                             → wait
                        FAILED   server: home line           nobody answered
                                                             → look
                        Needs you: server: home line.
                        """);
    }

    @Test
    void aLineFitsTheTerminal() {
        CheckRow wordy = CheckRow.of(
                "server: home line",
                CheckOutcome.NOTE,
                "one two three four five six seven eight nine ten eleven twelve",
                "first second third fourth fifth sixth seventh eighth ninth tenth");

        String table = new CheckReport(List.of(wordy, FINE)).table(new Terminal(60, false));

        assertThat(table.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(table).startsWith("""
                        note     server: home line  one two three four five six
                                                    seven eight nine ten eleven
                                                    twelve
                                                    → first second third fourth
                                                      fifth sixth seventh eighth
                                                      ninth tenth
                        """);
    }

    @Test
    void theLastLineSaysWhetherSomethingNeedsThePerson() {
        assertThat(last(FINE)).isEqualTo("Nothing needs you.");
        assertThat(last(FINE, ABSENT))
                .isEqualTo("Nothing needs you. Missing, but not needed: server: provider ipinfo.io.");
        assertThat(last(BROKEN, ABSENT)).isEqualTo("Needs you: server: home line.");
    }

    private static String last(CheckRow... rows) {
        return new CheckReport(List.of(rows))
                .table(Terminal.NONE)
                .lines()
                .reduce((before, after) -> after)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "80,  xterm, '', true",
        "80,  xterm, 1,  false",
        "80,  dumb,  '', false",
        "'',  xterm, '', false",
        "no,  xterm, '', false",
    })
    void coloursAreForTerminalsThatHaveThemAndPeopleWhoWantThem(
            String columns, String term, String noColor, boolean coloured) {
        Terminal terminal = Terminal.of(Map.of("SENTINEL_COLUMNS", columns, "TERM", term, "NO_COLOR", noColor));

        String table = new CheckReport(List.of(BROKEN)).table(terminal);

        assertThat(table.contains("\u001b[1;31mFAILED")).isEqualTo(coloured);
        assertThat(table.contains("\u001b")).isEqualTo(coloured);
    }
}
