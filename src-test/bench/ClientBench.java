package bench;

import demo.ChildJvm;
import demo.Pause;
import demo.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The benchmark of the client ({@code ./sentinel bench client}): the shipped client among simulated services, beside a
 * {@link RawClient}, in one run of three minutes. Writes a table to the screen and to {@code target/bench-client.md}. Exit code 0 when every
 * number is within its limit.
 */
public final class ClientBench {
    /** As the launcher starts it. */
    private static final List<String> JVM =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-Xss512k");

    private static final List<String> CLIENT = List.of("vpnsentinel.launch.Sentinel", "client");
    private static final int WARM = 20;
    private static final int ROUNDS = 20;
    private static final Duration CLOSE_LOOK = Duration.ofSeconds(100);
    private static final Duration WATCH = Duration.ofSeconds(60);

    private ClientBench() {}

    /** Measures; takes no words. */
    public static void main(String[] words) throws IOException {
        if (words.length > 0) {
            System.err.println("usage: ./sentinel bench client");
            System.exit(2);
        }
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws IOException {
        try (ScratchFolder folder = new ScratchFolder("sentinel-bench-client");
                Surroundings calm = new Surroundings();
                ChildJvm watching = client(calm.settings(folder.path(), 300, false), folder.path(), "watching.log")) {
            long begun = System.nanoTime();
            System.out.println("measuring rounds, IPv4 only");
            RoundCost four = rounds(folder.path(), false);
            System.out.println("measuring rounds, dual stack");
            RoundCost six = rounds(folder.path(), true);
            System.out.println("measuring plain calls");
            RoundCost raw = raw(folder.path(), four.asked());
            System.out.println("measuring the watch alone for " + WATCH.toSeconds() + " s");
            Pause.of(CLOSE_LOOK.minusNanos(System.nanoTime() - begun));
            double before = ProcessTime.of(watching.pid());
            Pause.of(WATCH);
            double share = (ProcessTime.of(watching.pid()) - before) / WATCH.toSeconds();
            ClientNumbers numbers = new ClientNumbers(four, six, raw, share, resident(watching.pid()));
            System.out.println("\n" + numbers.report());
            Files.writeString(Files.createDirectories(Path.of("target")).resolve("bench-client.md"), numbers.report());
            return numbers.areWithinLimits();
        }
    }

    private static ChildJvm client(Map<String, String> settings, Path folder, String log) {
        return started(ChildJvm.start(JVM, CLIENT, settings, folder.resolve(log)));
    }

    private static ChildJvm started(ChildJvm child) {
        Runtime.getRuntime().addShutdownHook(new Thread(child::close));
        return child;
    }

    private static RoundCost rounds(Path folder, boolean dualStack) {
        try (Surroundings around = new Surroundings();
                ChildJvm child = client(around.settings(folder, 1, dualStack), folder, "rounds.log")) {
            return RoundCost.measure(around, child, WARM, ROUNDS);
        }
    }

    /** As many calls in a round as the client makes. */
    private static RoundCost raw(Path folder, Surroundings.Asked asked) {
        int requests = Math.round((float) asked.requests() / asked.keepalives());
        int datagrams = Math.round((float) (asked.names() + asked.datagrams()) / asked.keepalives());
        try (Surroundings around = new Surroundings();
                ChildJvm child = started(ChildJvm.start(
                        JVM,
                        List.of(
                                RawClient.class.getName(),
                                around.echo(),
                                around.url() + "/keepalive",
                                around.nameServer(),
                                Integer.toString(requests),
                                Integer.toString(datagrams)),
                        Map.of(),
                        folder.resolve("raw.log")))) {
            return RoundCost.measure(around, child, WARM, ROUNDS);
        }
    }

    /** Resident memory in MiB. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        String.format(Locale.ROOT, "process %d shows no resident memory", pid)));
    }
}
