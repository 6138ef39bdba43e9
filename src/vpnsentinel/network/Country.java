package vpnsentinel.network;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A country of ISO 3166-1, so that {@code CH}, {@code Switzerland}, and {@code switzerland} are one.
 *
 * @param code two upper-case letters
 */
public record Country(String code) {
    private static final Map<String, Optional<Country>> CODES = new ConcurrentHashMap<>();
    private static final Map<String, Optional<Country>> KNOWN = new ConcurrentHashMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            Optional<Country> country = Optional.of(new Country(code));
            CODES.put(code, country);
            KNOWN.put(key(code), country);
            KNOWN.put(key(country.get().name()), country);
        }
        // names that providers use and the JDK spells otherwise
        Map.ofEntries(
                        Map.entry("UK", "GB"),
                        Map.entry("Great Britain", "GB"),
                        Map.entry("USA", "US"),
                        Map.entry("United States of America", "US"),
                        Map.entry("Czech Republic", "CZ"),
                        Map.entry("Turkey", "TR"),
                        Map.entry("Türkiye", "TR"),
                        Map.entry("Hong Kong", "HK"),
                        Map.entry("Macao", "MO"),
                        Map.entry("Macau", "MO"),
                        Map.entry("Russian Federation", "RU"),
                        Map.entry("Korea", "KR"),
                        Map.entry("Republic of Korea", "KR"),
                        Map.entry("Korea, Republic of", "KR"),
                        Map.entry("Viet Nam", "VN"),
                        Map.entry("Ivory Coast", "CI"),
                        Map.entry("The Netherlands", "NL"),
                        Map.entry("Republic of Moldova", "MD"),
                        Map.entry("Moldova, Republic of", "MD"),
                        Map.entry("Macedonia", "MK"),
                        Map.entry("Bosnia and Herzegovina", "BA"),
                        Map.entry("Iran, Islamic Republic of", "IR"),
                        Map.entry("Taiwan, Province of China", "TW"))
                .forEach((name, code) -> KNOWN.put(key(name), Optional.of(new Country(code))));
    }

    public Country {
        if (!code.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("country code '" + code + "', expected two capital letters");
        }
    }

    /** The country that a code or an English name means; empty for anything else, {@code Unknown} included. */
    public static Optional<Country> parse(String codeOrName) {
        Optional<Country> byCode = CODES.get(codeOrName); // the steady case, without spelling rules
        return byCode != null ? byCode : KNOWN.getOrDefault(key(codeOrName), Optional.empty());
    }

    /** The English name. */
    public String name() {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }

    private static String key(String text) {
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        return plain.replace('&', ' ')
                .replaceAll("(?i)\\band\\b|[^\\p{L}]+", "")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return code;
    }
}
