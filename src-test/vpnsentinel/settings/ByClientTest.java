package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Country;

/** One setting, with a list for all and lists of their own for some. */
class ByClientTest {
    @Test
    void aClientWithAListOfItsOwnDoesNotFollowTheOneForAll() {
        ByClient<Country> lists =
                countries("SE, United Kingdom; office-vpn = CH ;lab=SE,DE").orElseThrow();

        assertThat(lists.of("anybody")).containsExactly(new Country("SE"), new Country("GB"));
        assertThat(lists.of("office-vpn")).containsExactly(new Country("CH"));
        assertThat(lists.of("lab")).containsExactly(new Country("SE"), new Country("DE"));
    }

    @Test
    void nothingIsAListOfNothing() {
        assertThat(countries("").orElseThrow().of("anybody")).isEmpty();
        assertThat(countries("lab=SE").orElseThrow().of("anybody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SE", "SE,NL", "SE; lab=CH", "lab=CH;", "lab=CH; NL", "lab=United Kingdom"})
    void isFine(String text) {
        assertThat(countries(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SE;NL", "Atlantis", "lab=", "lab=Atlantis", "=SE", "la b=SE", "lab=SE;lab=NL", "lab=a=SE"})
    void isNot(String text) {
        assertThat(countries(text)).isEmpty();
    }

    private static Optional<ByClient<Country>> countries(String text) {
        return ByClient.parse(text, Country::parse);
    }
}
