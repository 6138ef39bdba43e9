package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Country;

/** One setting, with a list for all and lists of their own for some. */
class ByClientTest {
    @Test
    void aClientWithAListOfItsOwnDoesNotFollowTheOneForAll() {
        ByClient lists = ByClient.parse("SE, United Kingdom; office-vpn = CH ;lab=SE,DE");

        assertThat(lists.of("anybody")).containsExactly("SE", "United Kingdom");
        assertThat(lists.of("office-vpn")).containsExactly("CH");
        assertThat(lists.of("lab")).containsExactly("SE", "DE");
    }

    @Test
    void nothingIsAListOfNothing() {
        assertThat(ByClient.parse("").of("anybody")).isEmpty();
        assertThat(ByClient.parse("lab=SE").of("anybody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SE", "SE,NL", "SE; lab=CH", "lab=CH;", "lab=CH; NL", "lab=United Kingdom"})
    void isFine(String text) {
        assertThat(ByClient.isFine(text, part -> Country.parse(part).isPresent()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SE;NL", "Atlantis", "lab=", "lab=Atlantis", "=SE", "la b=SE", "lab=SE;lab=NL", "lab=a=SE"})
    void isNot(String text) {
        assertThat(ByClient.isFine(text, part -> Country.parse(part).isPresent()))
                .isFalse();
    }
}
