package conventions;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One package of the product, as the page of the sources shows it.
 *
 * @param link the link to what it says of itself
 * @param words the first sentence of that
 */
record Room(String link, String words) {
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)/\\*\\*[\\s*]*(.*?\\.)(?:\\s|\\*/)");

    /** All of them, by name. */
    static List<Room> all() {
        return Source.below("src/vpnsentinel", "package-info.java").stream()
                .map(source -> new Room(link(source.path()), words(source)))
                .toList();
    }

    private static String link(Path file) {
        Path folder = Optional.ofNullable(file.getParent()).orElseThrow();
        return "[" + folder.getFileName() + "](" + Path.of("src").relativize(file) + ")";
    }

    private static String words(Source source) {
        Matcher first = FIRST_SENTENCE.matcher(source.text());
        if (!first.find()) {
            throw new IllegalStateException(source + " does not say what it is");
        }
        return first.group(1).replaceAll("\\s*\\n \\*\\s*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
    }

    /** The page with each room's row in the room's own words; which table a room stands in is the page's. */
    static String written(String page) {
        String text = page;
        for (Room room : all()) {
            text = text.replaceAll(
                    "(?m)^(\\| " + Pattern.quote(room.link) + " \\| ).*( \\|)$",
                    "$1" + Matcher.quoteReplacement(room.words) + "$2");
        }
        return text;
    }
}
