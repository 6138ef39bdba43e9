package demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells people what happens, each line with the seconds since the start. Thread-safe. */
final class Narrator {
    private static final String INDENT = "                  | ";

    private static final int BEGINNING = 2;

    private final PrintStream out;
    private final Set<String> kinds = new HashSet<>();
    private volatile Optional<Instant> start = Optional.empty();

    Narrator(PrintStream out) {
        this.out = out;
    }

    /** From now on the seconds count. */
    void begin() {
        start = Optional.of(Instant.now());
    }

    Duration now() {
        return start.map(began -> Duration.between(began, Instant.now())).orElse(Duration.ZERO);
    }

    /** Something happens in the simulated world. */
    void event(String text) {
        line("event  ", text);
    }

    /** The server says something else of a client than before. */
    void status(String text) {
        line("status ", text);
    }

    /** A message arrives in a chat; the first of its kind is told in full, of others the beginning. */
    synchronized void message(String text) {
        line("message", "");
        List<String> lines = text.lines().toList();
        boolean isFirst = kinds.add(lines.get(0));
        int told = isFirst ? lines.size() : Math.min(BEGINNING, lines.size());
        lines.subList(0, told).forEach(line -> out.println((INDENT + line).stripTrailing()));
        if (told < lines.size()) {
            out.println(INDENT + "...");
        }
    }

    /** Text without time. */
    synchronized void say(String text) {
        out.println(text);
    }

    private synchronized void line(String kind, String text) {
        out.println((seconds(now()) + "  " + kind + "  " + text).stripTrailing());
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%6.1f s", time.toMillis() / 1000.0);
    }
}
