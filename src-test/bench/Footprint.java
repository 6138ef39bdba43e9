package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process takes of its machine.
 *
 * @param start how long it took until it answered that it works
 * @param resident its memory in KiB, that which it shares with others included
 * @param proportional the same, what is shared divided among those who share it
 * @param threads how many it has
 * @param classes how many are loaded; nothing where that cannot be found out
 */
record Footprint(Duration start, long resident, long proportional, long threads, OptionalLong classes) {
    private static final Pattern CLASSES = Pattern.compile("(\\d+) classes");

    /** Looks at a running process. */
    static Footprint of(long pid, Duration start) {
        Path process = Path.of("/proc", Long.toString(pid));
        String memory = text(process.resolve("smaps_rollup"));
        return new Footprint(
                start,
                field(memory, "Rss"),
                field(memory, "Pss"),
                field(text(process.resolve("status")), "Threads"),
                classes(pid));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long field(String lines, String name) {
        Matcher found = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(lines);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in: " + lines);
        }
        return Long.parseLong(found.group(1));
    }

    /** Asks the Java machine, which only the tools of a JDK can. */
    private static OptionalLong classes(long pid) {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asked = new ProcessBuilder(
                            List.of(tool.toString(), Long.toString(pid), "VM.metaspace", "show-classes=false"))
                    .redirectErrorStream(true)
                    .start();
            Matcher found = CLASSES.matcher(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        } catch (IOException noTool) {
            return OptionalLong.empty();
        }
    }
}
