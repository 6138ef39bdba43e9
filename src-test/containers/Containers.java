package containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lab.Lab;
import lab.net.Leftovers;

/** Builds the house with its containers, plays the rows, prints the table, and removes everything again. */
public final class Containers {
    private static final Path FOLDER = Path.of("target", "containers");
    private static final Path TABLE = Path.of("target", "containers.md");

    private Containers() {}

    /** Ends with 0 when every row is right, with 1 when not, and with 2 when nothing could be run. */
    public static void main(String[] words) {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) {
        try {
            Options options = Options.parse(words);
            List<Row> rows = Rows.all();
            if (options.list()) {
                rows.forEach(row -> say(String.format("%-26s %s", row.name(), row.says())));
                return 0;
            }
            List<String> missing = Needs.missing();
            if (!missing.isEmpty()) {
                missing.forEach(each -> complain("cannot run: " + each));
                return 2;
            }
            return locked(options, rows);
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
            complain(Options.USAGE);
            return 2;
        }
    }

    private static int locked(Options options, List<Row> rows) {
        try (ServerSocket lock = new ServerSocket(Lab.LOCK, 1, InetAddress.getLoopbackAddress())) {
            return lock.isBound() ? play(options, rows) : 2;
        } catch (IOException e) {
            complain("another laboratory is running on this machine (it holds port " + Lab.LOCK + ")");
            return 2;
        }
    }

    private static int play(Options options, List<Row> rows) {
        Leftovers.remove();
        Thread tidying = new Thread(Containers::tidyAndHalt);
        Runtime.getRuntime().addShutdownHook(tidying);
        Instant begin = Instant.now();
        List<Result> results = new ArrayList<>();
        try (House house = new House(FOLDER.toAbsolutePath(), options.reuse())) {
            say("the house is built, after "
                    + Duration.between(begin, Instant.now()).toSeconds() + " s");
            for (Row row : rows) {
                boolean lost = results.stream()
                        .anyMatch(each -> !each.right() && each.row().isNeeded());
                Result result = lost ? Result.skipped(row) : Result.of(row, house, options.slack());
                results.add(result);
                say(String.format("%-26s %5d s  %s", row.name(), result.took().toSeconds(), result.verdict()));
            }
        } finally {
            Runtime.getRuntime().removeShutdownHook(tidying);
            Leftovers.remove();
        }
        return report(results, Duration.between(begin, Instant.now()));
    }

    private static int report(List<Result> results, Duration took) {
        StringBuilder table = new StringBuilder("# Containers\n\n");
        long right = results.stream().filter(Result::right).count();
        String summary = results.size() + " rows, " + right + " right, in " + took.toSeconds() + " s";
        table.append(summary)
                .append(".\n\n| row | what is done, and what is right | s | verdict |\n|---|---|---|---|\n");
        results.forEach(each -> table.append(each.line()).append('\n'));
        try {
            Files.writeString(TABLE, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("\n" + table);
        say(summary + "; the table is in " + TABLE);
        return right == results.size() ? 0 : 1;
    }

    /** On Ctrl-C: the other thread may still be building, so it tidies until nothing is left, and lets nothing go on. */
    private static void tidyAndHalt() {
        say("interrupted: removing everything");
        for (int quiet = 0; quiet < 3; ) {
            quiet = Leftovers.remove().isEmpty() ? quiet + 1 : 0;
        }
        Runtime.getRuntime().halt(130);
    }

    static void say(String text) {
        System.out.println(text);
    }

    private static void complain(String text) {
        System.err.println("sentinel containers: " + text);
    }
}
