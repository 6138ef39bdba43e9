package conventions;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What the launcher says of itself: the text between the marks of its {@code help}. */
final class Launcher {
    private static final Pattern HELP = Pattern.compile("(?s)<<'HELP'\\n(.*?)\\nHELP\\n");
    private static final Pattern WORD = Pattern.compile("(?m)^ {2}([a-z]+)(?: {2,}|$)");

    private Launcher() {}

    /** The words that it explains, in its order. */
    static List<String> words() {
        return HELP.matcher(Source.read(Path.of("sentinel")).text())
                .results()
                .flatMap(help -> WORD.matcher(help.group(1)).results())
                .map(word -> word.group(1))
                .toList();
    }
}
