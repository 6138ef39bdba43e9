package vpnsentinel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EchoNameTest {
    @ParameterizedTest
    @CsvSource({"office, office", "vpn-monitor-123456789012, vpn-monitor-123456789012", "a, a"})
    void anIdThatIsALabelStaysReadable(String id, String label) {
        assertThat(EchoName.label(id)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "Office",
        "my.client",
        "under_score",
        "-x",
        "x-",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234"
    })
    void anotherIdGetsALabelOfItsOwn(String id) {
        assertThat(EchoName.label(id)).matches("x-[0-9a-f]{24}").isEqualTo(EchoName.label(id));
        assertThat(EchoName.label(id)).isNotEqualTo(EchoName.label(id + "1"));
    }

    @Test
    void aNonceHoldsForItsLabelAndKeyOnlyInAnyCase() {
        String nonce = EchoName.nonce("key", "office");

        assertThat(EchoName.isSealed("key", nonce, "office")).isTrue();
        assertThat(EchoName.isSealed("key", nonce.toUpperCase(Locale.ROOT), "OFFICE"))
                .as("resolvers play with the case")
                .isTrue();
        assertThat(EchoName.isSealed("key", nonce, "attic")).isFalse();
        assertThat(EchoName.isSealed("other", nonce, "office")).isFalse();
        assertThat(EchoName.isSealed("key", "0".repeat(24), "office")).isFalse();
        assertThat(EchoName.isSealed("key", "", "office")).isFalse();
        assertThat(EchoName.nonce("key", "office")).isNotEqualTo(nonce);
    }
}
