package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import lab.net.Leftovers;
import lab.net.Plan;
import lab.row.Row;
import lab.row.Rows;

/** Builds the laboratory, runs its rows, prints the table, and removes everything again. */
public final class Lab {
    private static final Path FOLDER = Path.of("target", "lab");
    private static final Path TABLE = Path.of("target", "lab.md");
    /** A port of loopback that one laboratory holds, so that no second one builds namespaces of the same names. */
    public static final int LOCK = 28471;

    private Lab() {}

    /** Ends with 0 when every row is as expected, with 1 when not, and with 2 when nothing could be run. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> words) {
        try {
            Options options = Options.parse(words);
            List<Row> rows = options.choose(Rows.all());
            if (options.list()) {
                rows.forEach(row -> say(String.format("%-32s %s", row.name(), row.says())));
                return 0;
            }
            List<String> missing = Requirements.missing();
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
        try (ServerSocket lock = new ServerSocket(LOCK, 1, InetAddress.getLoopbackAddress())) {
            return lock.isBound() ? runRows(options, rows) : 2;
        } catch (IOException e) {
            complain("another laboratory is running on this machine (it holds port " + LOCK + ")");
            return 2;
        }
    }

    private static int runRows(Options options, List<Row> rows) {
        KnownFailures known = KnownFailures.ofThisTree();
        List<String> unknown = known.unknown(Rows.all().stream().map(Row::name).toList());
        if (!unknown.isEmpty()) {
            complain("known-failures.txt names rows that do not exist: " + String.join(", ", unknown));
            return 2;
        }
        long seed = Options.seed();
        Plan plan = Plan.named(options.planOr(new Random(seed)));
        say("plan " + plan.name() + ", seed " + seed + ", " + rows.size() + " rows");
        tidy();
        Leftovers.remove(FOLDER);
        Thread tidying = new Thread(Lab::tidyAndHalt);
        Runtime.getRuntime().addShutdownHook(tidying);
        Instant begin = Instant.now();
        List<Outcome> outcomes;
        try {
            outcomes = new Workers(plan, FOLDER, known, seed).run(rows);
        } finally {
            Runtime.getRuntime().removeShutdownHook(tidying);
            tidy();
        }
        return report(new Table(plan.name(), seed, Duration.between(begin, Instant.now()), outcomes));
    }

    private static int report(Table table) {
        try {
            Files.writeString(TABLE, table.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Optional<Outcome> surprise =
                table.outcomes().stream().filter(each -> !each.asExpected()).findAny();
        say("\n" + table.markdown());
        say(table.summary() + "; the table is in " + TABLE);
        return surprise.isPresent() ? 1 : 0;
    }

    private static void tidy() {
        String removed = Leftovers.remove();
        if (!removed.isEmpty()) {
            say("removed " + removed.lines().count() + " namespaces");
        }
    }

    /** On Ctrl-C: the other threads may still be building, so it tidies until nothing is left, and lets none go on. */
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
        System.err.println("sentinel lab: " + text);
    }
}
