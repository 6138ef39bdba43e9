package bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The footprints of both halves beside their limits and what the Python product took on the same kind of machine. */
final class FootprintTable {
    private static final double MIB = 1_024;

    /** Starts in seconds, memory in MiB, images in MB. */
    private record Limits(double start, int resident, int image, String before) {}

    private static final Map<String, Limits> LIMITS = Map.of(
            "server", new Limits(1.6, 125, 165, "0.22 s, 36 MiB"),
            "client", new Limits(1.0, 88, 135, "78 MiB in three processes"));

    private final Map<String, Footprint> seen = new LinkedHashMap<>();
    private final Map<String, HealthCheckCost> checks = new LinkedHashMap<>();
    private final Duration time;
    private final int clients;

    FootprintTable(Duration time, int clients) {
        this.time = time;
        this.clients = clients;
    }

    void add(String half, Footprint footprint) {
        seen.put(half, footprint);
    }

    void addCheck(String half, HealthCheckCost cost) {
        checks.put(half, cost);
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "# What both halves take of their machine%n%n"
                        + "JDK %s, %d CPUs; each alone, %d min after its start, no collection forced; the server with"
                        + " Telegram and %d clients. Limits in parentheses.%n%n"
                        + "| | to healthy, s | resident, MiB | proportional, MiB | threads | classes | health check: CPU s,"
                        + " MiB | image, MB | Python product |%n|---|---|---|---|---|---|---|---|---|%n",
                System.getProperty("java.vm.version"),
                Runtime.getRuntime().availableProcessors(),
                time.toMinutes(),
                clients));
        seen.forEach((half, footprint) -> text.append(row(half, footprint)));
        return text.toString();
    }

    private String row(String half, Footprint footprint) {
        Limits limits = LIMITS.getOrDefault(half, new Limits(0, 0, 0, ""));
        HealthCheckCost check = checks.getOrDefault(half, new HealthCheckCost(0, 0, 0));
        return String.format(
                Locale.ROOT,
                "| %s | %.2f (%.1f) | %.1f (%d) | %.1f | %d | %s | %.2f (0.3), %.1f (40) | %s (%d) | %s |%n",
                half,
                footprint.start().toMillis() / 1_000.0,
                limits.start(),
                footprint.resident() / MIB,
                limits.resident(),
                footprint.proportional() / MIB,
                footprint.threads(),
                footprint.classes().isPresent()
                        ? Long.toString(footprint.classes().getAsLong())
                        : "?",
                check.cpu(),
                check.peak() / MIB,
                ImageSize.of(half),
                limits.image(),
                limits.before());
    }
}
