package vpnsentinel.settings;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets of this process: keys, tokens, and passwords. Whatever leaves it as text for people (log, console, pages,
 * health, messages) goes through {@link #hide}, since an exception of any library may repeat what it was given. A secret is
 * known from the moment on in which it is read, also one that is refused. Thread-safe.
 */
public final class Secrets {
    /** What is shorter is no secret, and hiding it would riddle every text. */
    private static final int SHORTEST = 4;
    /** What is shorter than this is hidden only where it stands as a word. */
    private static final int LONG = 8;

    private static final String MASK = "•••";
    /** Whatever looks like a bot's token, whosever it is. */
    private static final Pattern TOKEN = Pattern.compile("\\d{6,12}:[A-Za-z0-9_-]{30,}");

    private static volatile List<Spelt> known = List.of();

    private record Spelt(String text, Pattern pattern) {
        static Spelt of(String text) {
            String quoted = Pattern.quote(text);
            return new Spelt(
                    text,
                    Pattern.compile(text.length() < LONG ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted));
        }
    }

    private Secrets() {}

    /** Hides this text from now on, plain, and as addresses, JSON, and HTML spell it. */
    static synchronized void add(String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        known = Stream.concat(known.stream().map(Spelt::text), spellings(secret))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Spelt::of)
                .toList();
    }

    private static Stream<String> spellings(String secret) {
        String html = secret.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                secret.replace("\\", "\\\\").replace("\"", "\\\""),
                html);
    }

    /** The text with every secret in it hidden. */
    public static String hide(String text) {
        String hidden = text;
        for (Spelt secret : known) {
            hidden = secret.pattern().matcher(hidden).replaceAll(MASK);
        }
        return TOKEN.matcher(hidden).replaceAll(MASK);
    }
}
