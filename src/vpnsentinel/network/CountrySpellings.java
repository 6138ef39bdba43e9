package vpnsentinel.network;

import java.util.Map;

/**
 * English names of countries that ISO 3166-1, providers, and databases use and that the JDK spells otherwise, separated by
 * semicolons. Case, accents, punctuation, {@code and}, {@code the}, and {@code Saint} for {@code St} make no difference.
 */
final class CountrySpellings {
    static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("AE", "UAE"),
            Map.entry("AX", "Aland"),
            Map.entry("BA", "Bosnia"),
            Map.entry("BL", "Saint Barthelemy"),
            Map.entry("BN", "Brunei Darussalam"),
            Map.entry("BO", "Bolivia, Plurinational State of; Plurinational State of Bolivia"),
            Map.entry(
                    "BQ",
                    "Bonaire, Sint Eustatius and Saba; Bonaire, Saint Eustatius and Saba; Bonaire; Caribbean Netherlands"),
            Map.entry("CC", "Cocos Islands"),
            Map.entry(
                    "CD",
                    "Congo, Democratic Republic of the; Democratic Republic of the Congo; DR Congo; Congo (DRC);"
                            + " Congo - Kinshasa; Congo, Dem. Rep."),
            Map.entry("CG", "Congo; Republic of the Congo; Congo Republic; Congo - Brazzaville; Congo, Rep."),
            Map.entry("CI", "Ivory Coast; Republic of Cote d'Ivoire"),
            Map.entry("CN", "People's Republic of China; Mainland China"),
            Map.entry("CV", "Cabo Verde; Cape Verde"),
            Map.entry("CZ", "Czech Republic; Czechia"),
            Map.entry("FK", "Falkland Islands (Malvinas); Falkland Islands (Islas Malvinas)"),
            Map.entry("FM", "Micronesia, Federated States of; Federated States of Micronesia"),
            Map.entry("GB", "UK; Great Britain; United Kingdom of Great Britain and Northern Ireland; England"),
            Map.entry("GS", "South Georgia; South Georgia and the South Sandwich Islands"),
            Map.entry("HK", "Hong Kong; Hong Kong SAR; Hongkong"),
            Map.entry("HM", "Heard Island and McDonald Islands; Heard and McDonald Islands"),
            Map.entry("IR", "Iran, Islamic Republic of; Islamic Republic of Iran"),
            Map.entry(
                    "KP",
                    "Korea, Democratic People's Republic of; Democratic People's Republic of Korea; DPRK; Korea, North"),
            Map.entry("KR", "Korea; Republic of Korea; Korea, Republic of; Korea, South"),
            Map.entry("LA", "Lao People's Democratic Republic; Lao PDR; Lao"),
            Map.entry("MD", "Republic of Moldova; Moldova, Republic of"),
            Map.entry("MF", "Saint Martin (French part)"),
            Map.entry(
                    "MK",
                    "Macedonia; Republic of North Macedonia; Macedonia, the former Yugoslav Republic of;"
                            + " The former Yugoslav Republic of Macedonia; FYROM"),
            Map.entry("MM", "Myanmar; Burma; Myanmar (Burma)"),
            Map.entry("MO", "Macao; Macau; Macao SAR; Macau SAR"),
            Map.entry("NL", "Kingdom of the Netherlands; Holland"),
            Map.entry("PN", "Pitcairn"),
            Map.entry(
                    "PS",
                    "Palestine; Palestine, State of; State of Palestine; Palestinian Territory; Palestinian Territories;"
                            + " Palestinian Territory, Occupied; Occupied Palestinian Territory"),
            Map.entry("RU", "Russian Federation"),
            Map.entry("SH", "Saint Helena, Ascension and Tristan da Cunha"),
            Map.entry("SK", "Slovak Republic"),
            Map.entry("ST", "Sao Tome and Principe"),
            Map.entry("SX", "Sint Maarten (Dutch part); Saint Maarten"),
            Map.entry("SY", "Syrian Arab Republic"),
            Map.entry("SZ", "Swaziland; Kingdom of Eswatini"),
            Map.entry("TF", "French Southern and Antarctic Lands"),
            Map.entry("TL", "East Timor; Timor Leste"),
            Map.entry("TR", "Turkey; Türkiye; Republic of Turkiye"),
            Map.entry("TW", "Taiwan, Province of China; Taiwan (Republic of China); Republic of China"),
            Map.entry("TZ", "Tanzania, United Republic of; United Republic of Tanzania"),
            Map.entry("UM", "United States Minor Outlying Islands; US Minor Outlying Islands"),
            Map.entry("US", "USA; United States of America; U.S.; U.S.A."),
            Map.entry("VA", "Holy See; Vatican; Holy See (Vatican City State); Vatican City State"),
            Map.entry("VE", "Venezuela, Bolivarian Republic of; Bolivarian Republic of Venezuela"),
            Map.entry("VG", "Virgin Islands, British; British Virgin Islands"),
            Map.entry("VI", "Virgin Islands, U.S.; US Virgin Islands; United States Virgin Islands"),
            Map.entry("VN", "Viet Nam"),
            Map.entry("XK", "Kosovo; Republic of Kosovo"));

    private CountrySpellings() {}
}
