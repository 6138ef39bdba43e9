package vpnsentinel.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something to say, not yet in words: a key of the {@link Catalogue} and what is put in. Two are the same when they say the
 * same of the same.
 *
 * @param key where its words stand: {@code dns-leak.evidence.network}
 * @param values what is put in, by name: text, a sentence, or a list of these
 */
public record Sentence(String key, Map<String, Object> values) {
    /** Nothing at all. */
    public static final Sentence NONE = new Sentence("", Map.of());

    public Sentence {
        values = Map.copyOf(values);
    }

    /**
     * The sentence of this key.
     *
     * @param namesAndValues a name, its value, the next name, and so on; a value that is neither a sentence nor a list counts
     *     as its text
     */
    public static Sentence of(String key, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), frozen(namesAndValues[i + 1]));
        }
        return new Sentence(key, values);
    }

    private static Object frozen(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(Sentence::frozen).toList();
        }
        return value instanceof Sentence ? value : String.valueOf(value);
    }

    /** Text that has its words already, as it is. */
    public static Sentence verbatim(String text) {
        return new Sentence(text.isEmpty() ? "" : "verbatim", text.isEmpty() ? Map.of() : Map.of("text", text));
    }

    /** The same sentence at another key. */
    public Sentence at(String otherKey) {
        return new Sentence(otherKey, values);
    }

    /** The sentence in words; empty for {@link #NONE}. */
    public String text() {
        return key.isEmpty() ? "" : Catalogue.WORDS.text(this);
    }
}
