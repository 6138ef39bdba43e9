package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeoRecordTest {
    private static final String UNSEEN = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]";

    /** A database comes from a stranger, too. */
    @Test
    void itsTextsAreFitToBeShown() {
        String nasty = "\u001b[31mred\nforged\u202e\u2028\ud83d";
        GeoRecord record = new GeoRecord(
                Map.of("asn", 64500, "as_name", nasty, "city", nasty, "region", nasty, "timezone", nasty));
        GeoRecord nested = new GeoRecord(Map.of("subdivisions", List.of(Map.of("names", Map.of("en", nasty)))));

        assertThat(record.network().toString()).isEqualTo("AS64500 [31mred forged");
        assertThat(record.place().toString()).doesNotContainPattern(UNSEEN);
        assertThat(nested.place().region()).isEqualTo("[31mred forged");
    }
}
