package vpnsentinel.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hides the configured secrets, plain or encoded for a URL, and whatever looks like a bot's token. Thread-safe. */
final class Masking {
    /** A shorter value is no secret, and hiding it would riddle the text. */
    private static final int SHORTEST = 4;

    private static final Pattern TOKEN = Pattern.compile("\\d{6,12}:[A-Za-z0-9_-]{30,}");
    private static final String MASK = "•••";

    private final List<String> secrets;

    Masking(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(s -> s.length() >= SHORTEST)
                .flatMap(s -> Stream.of(s, URLEncoder.encode(s, StandardCharsets.UTF_8)))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return TOKEN.matcher(masked).replaceAll(MASK);
    }
}
