package vpnsentinel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIdsTest {
    @ParameterizedTest
    @CsvSource({
        "office-vpn, office-vpn",
        "Office.VPN_2, Office.VPN_2",
        "' office-vpn ', office-vpn",
        "Büro VPN, b-ro-vpn",
        "my vpn!!, my-vpn",
        "--x y--, x-y",
        "'***', ''",
        "'', ''",
    })
    void aNameIsMadeAcceptable(String given, String accepted) {
        assertThat(ClientIds.acceptable(given)).isEqualTo(accepted);
        assertThat(accepted.isEmpty() || ClientIds.isValid(accepted)).isTrue();
    }

    @Test
    void aLongNameIsCut() {
        String cut = ClientIds.acceptable("x".repeat(99) + "-" + "y".repeat(50));

        assertThat(cut).isEqualTo("x".repeat(99));
        assertThat(ClientIds.isValid("x".repeat(100))).isTrue();
        assertThat(ClientIds.isValid("x".repeat(101))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a b", "a/b", "é", "a\tb", "<b>", "''", "٣"})
    void otherCharactersAreRefused(String id) {
        assertThat(ClientIds.isValid(id)).isFalse();
    }
}
