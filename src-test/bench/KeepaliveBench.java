package bench;

import demo.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The benchmark of the keepalive path ({@code ./sentinel bench}): the shipped server, with key, limits, validation, look-up,
 * judging, routing, and recording, beside a {@link RawServer}, in one run at 1, 16, and 64 connections. Writes a table to
 * the screen and to {@code target/bench.md}. Exit code 0 when every keepalive was answered and recorded.
 */
public final class KeepaliveBench {
    private static final List<Integer> CONNECTIONS = List.of(1, 16, 64);
    private static final int WARM = 64;

    private KeepaliveBench() {}

    /** Measures. Options: {@code --seconds}, {@code --warmup}, {@code --rounds}, {@code --moves}, each with a number. */
    public static void main(String[] words) throws IOException {
        Optional<Options> options = Options.of(words);
        if (options.isEmpty()) {
            System.err.println(Options.USAGE);
            System.exit(2);
        }
        System.exit(run(options.orElseThrow()) ? 0 : 1);
    }

    private static boolean run(Options options) throws IOException {
        try (ScratchFolder folder = new ScratchFolder("sentinel-bench")) {
            Optional<Wrk> wrk = Wrk.installed(folder.path(), Servers.template(), options.moves());
            if (wrk.isEmpty()) {
                System.err.println("bench needs the load generator wrk (Debian: apt-get install wrk)");
                return false;
            }
            return run(options, wrk.get(), folder.path());
        }
    }

    private static boolean run(Options options, Wrk wrk, Path folder) throws IOException {
        try (Servers servers = new Servers(folder)) {
            List<Side> sides = List.of(servers.raw(), servers.ours());
            for (Side side : sides) {
                System.out.println("warming up for " + options.warmup() + " s: " + side.name());
                side.measure(wrk, servers.key(), WARM, options.warmup());
            }
            List<Comparison> table = new ArrayList<>();
            for (int connections : CONNECTIONS) {
                table.add(compare(options, wrk, servers, connections));
            }
            String report = report(options, table);
            System.out.println("\n" + report);
            Files.writeString(Files.createDirectories(Path.of("target")).resolve("bench.md"), report);
            return table.stream().allMatch(Comparison::isWhole);
        } catch (IllegalStateException broken) {
            System.err.println(broken.getMessage());
            return false;
        }
    }

    private static Comparison compare(Options options, Wrk wrk, Servers servers, int connections) {
        Comparison rounds = new Comparison(connections, new ArrayList<>(), new ArrayList<>());
        for (int round = 1; round <= options.rounds(); round++) {
            System.out.println("measuring " + connections + " connections, round " + round + " of " + options.rounds());
            rounds.raw().add(servers.raw().measure(wrk, servers.key(), connections, options.seconds()));
            rounds.ours().add(servers.ours().measure(wrk, servers.key(), connections, options.seconds()));
        }
        return rounds;
    }

    private static String report(Options options, List<Comparison> table) {
        StringBuilder text = new StringBuilder("# The keepalive path beside a raw handler\n\n");
        text.append(String.format(
                "JDK %s, %d CPUs shared by server and wrk, options %s on both sides; 1,000 clients, every keepalive with"
                        + " another resolver than the one before, every %d. with another exit, body %d bytes; %d rounds of"
                        + " %d s, sides in turn, after %d s of warm-up each; medians.%n%n",
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                String.join(" ", Servers.JVM),
                options.moves(),
                Servers.template().length,
                options.rounds(),
                options.seconds(),
                options.warmup()));
        text.append(Comparison.HEAD);
        table.forEach(each -> text.append(each.rows()));
        text.append(
                table.stream().allMatch(Comparison::isWhole)
                        ? "\nEvery keepalive was answered with 2xx. What the servers recorded is what wrk counted, and what was"
                                + " under way when wrk stopped (at most one a connection).\n"
                        : "\n**Not whole**: answers other than 2xx, or what a server recorded is not what wrk counted.\n");
        return text.toString();
    }
}
