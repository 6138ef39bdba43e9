package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** How values are put for people. */
class WordsTest {
    @Test
    void timesAreSaidInTheUsersZone() {
        Instant at = Instant.parse("2026-11-22T08:30:15Z");

        assertThat(Words.time(at, ZoneId.of("Europe/Zurich"))).isEqualTo("2026-11-22 09:30:15 CET");
        assertThat(Words.time(at, ZoneId.of("UTC"))).isEqualTo("2026-11-22 08:30:15 UTC");
    }

    @Test
    void aValueStaysOnItsLineAndReadsInItsDirection() {
        assertThat(Words.line("Zürich\nStatus: green\t\u202egnitset\u0000", 100))
                .isEqualTo("Zürich Status: green gnitset");
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        assertThat(Words.line("abcdef", 4)).isEqualTo("abc…");
        assertThat(Words.line("ab🛡🛡🛡", 4)).isEqualTo("ab…");
        assertThat(Words.line("ab🛡", 4)).isEqualTo("ab🛡");
    }
}
