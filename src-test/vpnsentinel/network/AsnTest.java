package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsnTest {
    @ParameterizedTest
    @CsvSource({
        "AS64500 Example Hosting, 64500",
        "as64500, 64500",
        "64500, 64500",
        "' AS64500 ', 64500",
        "Telefónica de España (AS64501), 64501",
        "'Example (AS64501) ', 64501",
        "AS4294967295, 4294967295",
        "AS1 4 Networks, 1",
    })
    void aNumberIsReadWhereverProvidersPutIt(String text, long number) {
        assertThat(Asn.parse(text)).hasValue(new Asn(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Unknown",
                "Example Hosting",
                "AS",
                "AS0",
                "AS4294967296",
                "AS99999999999",
                "ASX64500",
                "AS64500x",
                "AS64500_x",
                "Example (64500)",
                "(AS64500) Example",
            })
    void whatIsNoNumberIsEmpty(String text) {
        assertThat(Asn.parse(text)).isEmpty();
    }

    @Test
    void aNumberIsSpelledWithItsLetters() {
        assertThat(new Asn(64500)).hasToString("AS64500");
    }

    @Test
    void aNumberOutOfRangeIsRefused() {
        assertThatThrownBy(() -> new Asn(0)).hasMessageContaining("expected 1 to 4294967295");
        assertThatThrownBy(() -> new Asn(4294967296L)).isInstanceOf(IllegalArgumentException.class);
    }
}
