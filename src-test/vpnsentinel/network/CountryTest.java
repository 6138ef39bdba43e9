package vpnsentinel.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTest {
    @ParameterizedTest
    @CsvSource({
        "CH, CH",
        "ch, CH",
        "' CH ', CH",
        "Switzerland, CH",
        "SWITZERLAND, CH",
        "United Kingdom, GB",
        "UK, GB",
        "Great Britain, GB",
        "United States, US",
        "United States of America, US",
        "USA, US",
        "Netherlands, NL",
        "The Netherlands, NL",
        "Czechia, CZ",
        "Czech Republic, CZ",
        "Turkey, TR",
        "Türkiye, TR",
        "Hong Kong, HK",
        "South Korea, KR",
        "'Korea, Republic of', KR",
        "Republic of Korea, KR",
        "Russia, RU",
        "Russian Federation, RU",
        "Bosnia & Herzegovina, BA",
        "Bosnia and Herzegovina, BA",
        "Trinidad and Tobago, TT",
        "Côte d'Ivoire, CI",
        "Cote d’Ivoire, CI",
        "Ivory Coast, CI",
        "Viet Nam, VN",
        "Vietnam, VN",
        "Réunion, RE",
        "Curacao, CW",
    })
    void oneCountryHasManySpellings(String text, String code) {
        assertThat(Country.parse(text)).hasValue(new Country(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Unknown", "unknown", "XX", "ZZ", "Atlantis", "CHE1", "-", "12"})
    void whatIsNoCountryIsEmpty(String text) {
        assertThat(Country.parse(text)).isEmpty();
    }

    @Test
    void everyIsoCountryIsKnownByCodeAndByName() {
        for (String code : Locale.getISOCountries()) {
            Country country = new Country(code);

            assertThat(Country.parse(code)).as(code).hasValue(country);
            assertThat(Country.parse(country.name())).as(country.name()).hasValue(country);
        }
    }

    @Test
    void aCodeIsTwoCapitals() {
        assertThatThrownBy(() -> new Country("che")).hasMessageContaining("'che'");
    }
}
