package vpnsentinel.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The words of {@code words.properties}, the one place where they stand: a pattern a key, with values by their names, as in
 * {@code {address}}; {@code {sources| and }} puts the text after the bar between the parts of a list. Never fails: a key
 * that is none is shown as it is. Immutable.
 */
public final class Catalogue {
    private static final String FILE = "/words.properties";
    private static final String COMMA = ", ";

    /** The words in force. */
    public static final Catalogue WORDS = read();

    private final Map<String, String> patterns;

    Catalogue(Map<String, String> patterns) {
        this.patterns = Map.copyOf(patterns);
    }

    private static Catalogue read() {
        try (InputStream in = Catalogue.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing beside the classes");
            }
            Properties file = new Properties();
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> patterns = new TreeMap<>();
            file.stringPropertyNames().forEach(key -> patterns.put(key, file.getProperty(key)));
            return new Catalogue(patterns);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there are words for the key. */
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /** All keys. */
    public Set<String> keys() {
        return patterns.keySet();
    }

    /** The words of the key, with nothing put in. */
    public String text(String key) {
        return patterns.getOrDefault(key, key);
    }

    /** The sentence in words. */
    String text(Sentence sentence) {
        String pattern = text(sentence.key());
        int open = pattern.indexOf('{');
        if (open < 0) {
            return pattern;
        }
        StringBuilder text = new StringBuilder(pattern.length() + 60);
        int done = 0;
        while (open >= 0) {
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(pattern, done, open);
            put(pattern.substring(open + 1, close), sentence.values(), text);
            done = close + 1;
            open = pattern.indexOf('{', done);
        }
        return text.append(pattern, done, pattern.length()).toString();
    }

    private void put(String place, Map<String, Object> values, StringBuilder text) {
        int bar = place.indexOf('|');
        String name = bar < 0 ? place : place.substring(0, bar);
        String between = bar < 0 ? COMMA : place.substring(bar + 1);
        Object value = values.get(name);
        if (value == null) {
            text.append('{').append(place).append('}');
        } else if (value instanceof List<?> list) {
            text.append(String.join(between, list.stream().map(this::one).toList()));
        } else {
            text.append(one(value));
        }
    }

    private String one(Object value) {
        return value instanceof Sentence inner ? text(inner) : String.valueOf(value);
    }
}
