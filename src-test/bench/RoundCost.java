package bench;

import demo.ChildJvm;
import demo.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the rounds of one process cost.
 *
 * @param cpu CPU milliseconds from one keepalive to the next, for each round
 * @param start what was asked until the first keepalive came
 * @param asked what was asked in the measured rounds
 */
record RoundCost(List<Double> cpu, Surroundings.Asked start, Surroundings.Asked asked) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Waits for so many rounds, and then measures as many as wanted. */
    static RoundCost measure(Surroundings around, ChildJvm child, int warm, int rounds) {
        List<Double> times = Collections.synchronizedList(new ArrayList<>());
        List<Surroundings.Asked> asked = Collections.synchronizedList(new ArrayList<>());
        around.uponKeepalive(() -> {
            times.add(ProcessTime.ofThreads(child.pid()));
            asked.add(around.asked());
        });
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (asked.size() <= warm + rounds) {
            if (!child.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(asked.size() + " rounds only; last words:\n" + child.lastWords());
            }
            Pause.of(Duration.ofMillis(100));
        }
        List<Double> cpu = IntStream.range(warm, warm + rounds)
                .mapToObj(i -> 1_000 * (times.get(i + 1) - times.get(i)))
                .toList();
        return new RoundCost(cpu, asked.get(0), asked.get(warm + rounds).since(asked.get(warm)));
    }

    /** The median of all rounds. */
    double median() {
        double[] sorted = cpu.stream().mapToDouble(each -> each).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
