package vpnsentinel.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the API spells moments. */
class ServerTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:30:15.695484Z,    2026-11-22T08:30:15.695484+00:00",
        "2026-11-22T08:30:15.000001Z,    2026-11-22T08:30:15.000001+00:00",
        "2026-11-22T08:30:15.999999999Z, 2026-11-22T08:30:15.999999+00:00",
        "2026-11-22T08:30:16Z,           2026-11-22T08:30:16.000000+00:00",
        "2026-11-22T08:30:15Z,           2026-11-22T08:30:15.000000+00:00",
        "1969-12-31T23:59:59.5Z,         1969-12-31T23:59:59.500000+00:00"
    })
    void aMomentHasMicrosecondsAndAnOffset(Instant moment, String text) {
        assertThat(ServerTime.of(moment)).isEqualTo(text);
    }
}
