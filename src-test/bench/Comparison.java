package bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Both sides at one number of connections, as rows of a Markdown table; medians of the rounds. */
record Comparison(int connections, List<Measurement> raw, List<Measurement> ours) {
    static final String HEAD = """
            | connections | server | requests/s | p50 ms | p99 ms | CPU µs/request | not 2xx | wrk's CPU | recorded − counted |
            |---|---|---|---|---|---|---|---|---|
            """;

    String rows() {
        return row("raw handler", raw) + row("keepalive path", ours) + ratio();
    }

    private String row(String name, List<Measurement> runs) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %,.0f | %.2f | %.2f | %.1f | %d | %.0f %% | %s |%n",
                connections,
                name,
                median(runs, Measurement::rate),
                median(runs, run -> run.load().median()),
                median(runs, run -> run.load().p99()),
                median(runs, Measurement::cpu),
                runs.stream()
                        .mapToLong(run -> run.load().refused() + run.load().broken())
                        .sum(),
                100 * median(runs, Measurement::generator),
                runs.stream().map(run -> "+" + run.unseen()).toList());
    }

    private String ratio() {
        return String.format(
                Locale.ROOT,
                "| %d | **ratio** | **%.2f** | | | **%.2f** | | | |%n",
                connections,
                rateRatio(),
                median(raw, Measurement::cpu) / median(ours, Measurement::cpu));
    }

    /** Requests each second of ours as a share of the raw handler's. */
    double rateRatio() {
        return median(ours, Measurement::rate) / median(raw, Measurement::rate);
    }

    boolean isWhole() {
        return raw.stream().allMatch(Measurement::isWhole) && ours.stream().allMatch(Measurement::isWhole);
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
        double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
