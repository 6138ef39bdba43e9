package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.lookup.GeoFileState;

class GeoCheckTest {
    private static final Instant BUILT = Instant.parse("2026-11-01T06:00:00Z");
    private static final GeoFileState FILE = file(true, false);

    @Test
    void aFileIsShownWithItsKindAndDay() {
        CheckRow row = GeoCheck.of(FILE, BUILT.plus(Duration.ofDays(90)));

        assertThat(row)
                .isEqualTo(CheckRow.of(
                        "server: database /geo/asn.mmdb",
                        CheckOutcome.OK,
                        "GeoLite2-ASN of 2026-11-01, 90 days old, knows networks",
                        ""));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, OK, ', knows networks and countries', ''",
        "false, true, OK, ', knows countries', ''",
        "false, false, NOTE, '', it knows neither networks (AS numbers) nor countries: mount one that does",
    })
    void aFileThatHelpsWithNothingIsWorthANote(
            boolean networks, boolean countries, CheckOutcome outcome, String knows, String hint) {
        CheckRow row = GeoCheck.of(file(networks, countries), BUILT.minusSeconds(60));

        assertThat(row.outcome()).isEqualTo(outcome);
        assertThat(row.result()).isEqualTo("GeoLite2-ASN of 2026-11-01, 0 days old" + knows);
        assertThat(row.hint()).isEqualTo(hint);
    }

    private static GeoFileState file(boolean networks, boolean countries) {
        return new GeoFileState(Path.of("/geo/asn.mmdb"), "GeoLite2-ASN", BUILT, networks, countries, Optional.empty());
    }

    @Test
    void anOldFileIsWorthANote() {
        CheckRow row = GeoCheck.of(FILE, BUILT.plus(Duration.ofDays(91)));

        assertThat(row.outcome()).isEqualTo(CheckOutcome.NOTE);
        assertThat(row.hint()).isEqualTo("mount a newer one");
    }

    @Test
    void aFileThatCannotBeReadSaysWhyAndWhichSettingNamesIt() {
        GeoFileState broken =
                new GeoFileState(FILE.path(), "", Instant.EPOCH, false, false, Optional.of("no such file"));

        CheckRow row = GeoCheck.of(broken, BUILT);

        assertThat(row.outcome()).isEqualTo(CheckOutcome.MISSING);
        assertThat(row.result()).isEqualTo("no such file");
        assertThat(row.hint()).contains("VPN_SENTINEL_GEOIP_DB");
    }
}
