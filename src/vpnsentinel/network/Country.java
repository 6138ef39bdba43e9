package vpnsentinel.network;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A country of ISO 3166-1, so that {@code CH}, {@code Switzerland}, and {@code switzerland} are one.
 *
 * @param code two upper-case letters
 */
public record Country(String code) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SAINT = Pattern.compile("(?i)\\bsaint\\b");
    private static final Pattern FILLERS = Pattern.compile("(?i)\\b(?:and|the)\\b|[^\\p{L}]+");
    private static final Map<String, Optional<Country>> CODES = new ConcurrentHashMap<>();
    private static final Map<String, Optional<Country>> KNOWN = new ConcurrentHashMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            Optional<Country> country = Optional.of(new Country(code));
            CODES.put(code, country);
            KNOWN.put(key(code), country);
            CODES.put(country.get().locale().getISO3Country(), country); // AND is Andorra, not a filler word
            KNOWN.put(key(country.get().name()), country);
        }
        CODES.put("XK", Optional.of(new Country("XK"))); // not assigned by ISO, and used by all
        CountrySpellings.ALL.forEach((code, names) -> {
            for (String name : names.split("\\s*;\\s*")) {
                KNOWN.put(key(name), Optional.of(new Country(code)));
            }
        });
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
        return locale().getDisplayCountry(Locale.ENGLISH);
    }

    private Locale locale() {
        return new Locale.Builder().setRegion(code).build();
    }

    /** What is left of a spelling when accents, punctuation, and words that some leave out are gone. */
    private static String key(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text.strip(), Normalizer.Form.NFD))
                .replaceAll("");
        String saintless = SAINT.matcher(plain.replace('&', ' ')).replaceAll("St");
        return FILLERS.matcher(saintless).replaceAll("").toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return code;
    }
}
