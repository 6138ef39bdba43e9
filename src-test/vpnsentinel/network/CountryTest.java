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
        "CHE, CH",
        "'Bolivia, Plurinational State of', BO",
        "Bolivia (Plurinational State of), BO",
        "Brunei Darussalam, BN",
        "Cabo Verde, CV",
        "Congo, CG",
        "Republic of the Congo, CG",
        "'Congo, The Democratic Republic of the', CD",
        "DR Congo, CD",
        "Holy See (Vatican City State), VA",
        "Islamic Republic of Iran, IR",
        "Democratic People's Republic of Korea, KP",
        "Lao People's Democratic Republic, LA",
        "North Macedonia, MK",
        "'Micronesia, Federated States of', FM",
        "'Palestine, State of', PS",
        "Saint Kitts and Nevis, KN",
        "St. Kitts & Nevis, KN",
        "Saint Pierre and Miquelon, PM",
        "São Tomé and Príncipe, ST",
        "Sint Maarten (Dutch part), SX",
        "Swaziland, SZ",
        "Syrian Arab Republic, SY",
        "'Tanzania, United Republic of', TZ",
        "Timor-Leste, TL",
        "The Bahamas, BS",
        "Åland Islands, AX",
        "Aland, AX",
        "'Virgin Islands, British', VG",
        "U.S. Virgin Islands, VI",
        "Kosovo, XK",
        "XK, XK",
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
            assertThat(Country.parse(country.name().toUpperCase(Locale.ROOT)))
                    .as(country.name())
                    .hasValue(country);
            assertThat(Country.parse("The " + country.name()))
                    .as(country.name())
                    .hasValue(country);
        }
    }

    @Test
    void noSpellingBelongsToTwoCountries() {
        CountrySpellings.ALL.forEach((code, names) -> {
            for (String name : names.split(";")) {
                assertThat(Country.parse(name)).as(name).hasValue(new Country(code));
            }
        });
        for (String code : Locale.getISOCountries()) {
            assertThat(Country.parse(new Country(code).name())).hasValue(new Country(code));
        }
    }

    @Test
    void aCodeIsTwoCapitals() {
        assertThatThrownBy(() -> new Country("che")).hasMessageContaining("'che'");
    }
}
