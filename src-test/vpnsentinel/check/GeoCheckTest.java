package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.lookup.GeoFileState;

class GeoCheckTest {
    private static final Instant BUILT = Instant.parse("2026-11-01T06:00:00Z");
    private static final GeoFileState FILE =
            new GeoFileState(Path.of("/geo/asn.mmdb"), "GeoLite2-ASN", BUILT, Optional.empty());

    @Test
    void aFileIsShownWithItsKindAndDay() {
        Row row = GeoCheck.of(FILE, BUILT.plus(Duration.ofDays(90)));

        assertThat(row)
                .isEqualTo(Row.of("server: database /geo/asn.mmdb", Outcome.OK, "GeoLite2-ASN of 2026-11-01", ""));
    }

    @Test
    void anOldFileIsWorthANote() {
        Row row = GeoCheck.of(FILE, BUILT.plus(Duration.ofDays(91)));

        assertThat(row.outcome()).isEqualTo(Outcome.NOTE);
        assertThat(row.hint()).isEqualTo("it is 91 days old: mount a newer one");
    }

    @Test
    void aFileThatCannotBeReadSaysWhyAndWhichSettingNamesIt() {
        GeoFileState broken = new GeoFileState(FILE.path(), "", Instant.EPOCH, Optional.of("no such file"));

        Row row = GeoCheck.of(broken, BUILT);

        assertThat(row.outcome()).isEqualTo(Outcome.MISSING);
        assertThat(row.result()).isEqualTo("no such file");
        assertThat(row.hint()).contains("VPN_SENTINEL_GEOIP_DB");
    }
}
