package vpnsentinel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class LogLinesTest {
    private static final Logger LOG = LoggerFactory.getLogger("vpnsentinel.demo.Writer");

    private final LogLines lines = LogLines.listen();

    @BeforeAll
    static void readSecrets() {
        Settings.read(
                Map.of("VPN_SENTINEL_API_KEY", "s3cret/key+1", "TELEGRAM_BOT_TOKEN", "12345:topsecret-token"),
                Half.SERVER);
    }

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void theLatestLineStandsOnTop() {
        LOG.info("first");
        LOG.warn("second client={}", "a");

        assertThat(lines.newestFirst()).extracting(LogLine::text).startsWith("second client=a", "first");
        assertThat(lines.newestFirst().get(0).level()).isEqualTo(LogLine.Level.WARN);
        assertThat(lines.newestFirst().get(0).logger()).isEqualTo("demo");
    }

    @Test
    void noMoreLinesAreKeptThanFit() {
        for (int i = 0; i <= LogLines.KEPT; i++) {
            LOG.info("line {}", i);
        }

        assertThat(lines.newestFirst()).hasSize(LogLines.KEPT);
        assertThat(lines.newestFirst())
                .extracting(LogLine::text)
                .doesNotContain("line 0")
                .contains("line 1");
    }

    @Test
    void noSecretIsKept() {
        LOG.warn("key=s3cret/key+1 url=/x?k=s3cret%2Fkey%2B1 token=topsecret-token");
        LOG.warn(
                "failed",
                new IllegalStateException("bot123456789:AAAAAAAAAAbbbbbbbbbbCCCCCCCCCC12345 at topsecret-token"));

        assertThat(lines.newestFirst())
                .extracting(LogLine::text)
                .startsWith(
                        "failed cause=java.lang.IllegalStateException: bot••• at •••",
                        "key=••• url=/x?k=••• token=•••");
    }

    @Test
    void aLineIsOneLineOfBoundedLength() {
        LOG.info("one\r\ntwo\u001b[31mred\u202etxt " + "x".repeat(5000));

        String text = lines.newestFirst().get(0).text();
        assertThat(text).startsWith("one two [31mred txt xxx").endsWith("…").hasSize(LogLines.LONGEST);
    }

    @Test
    void nothingIsKeptAfterItsEnd() {
        lines.close();

        LOG.info("too late");

        assertThat(lines.newestFirst()).extracting(LogLine::text).doesNotContain("too late");
    }

    @ParameterizedTest
    @CsvSource({"ERROR, 1", "warn, 2", "INFO, 5", "DEBUG, 5", "nonsense, 5", "'', 5"})
    void thePageShowsLinesOfAtLeastTheLevel(String level, int shown) {
        LogPage page = LogPage.of(Samples.log(), LogLine.Level.parse(level), Samples.NOW, Samples.ZURICH);

        assertThat(page.lines()).hasSize(shown);
        assertThat(page.filters()).filteredOn(LogPage.Filter::chosen).hasSize(1);
    }

    @Test
    void withoutALevelEverythingIsShown() {
        LogPage page = LogPage.of(Samples.log(), Optional.empty(), Samples.NOW, Samples.ZURICH);

        assertThat(page.lines())
                .extracting(LogPage.Line::level)
                .containsExactly("warn", "info", "error", "info", "info");
        assertThat(page.lines().get(4).at().clock()).isEqualTo("21 Nov 08:30:15");
    }
}
