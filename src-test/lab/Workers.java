package lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lab.net.Plan;
import lab.net.World;
import lab.row.Result;
import lab.row.Row;
import lab.row.RowRun;
import org.jspecify.annotations.Nullable;

/** Runs rows in several worlds at once: most of a row is waiting. */
final class Workers {
    private static final int WORLDS = 3;

    private final Plan plan;
    private final Path folder;
    private final KnownFailures known;
    private final long seed;
    private final Queue<Row> waiting = new ConcurrentLinkedQueue<>();
    private final Map<Row, Outcome> outcomes = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    Workers(Plan plan, Path folder, KnownFailures known, long seed) {
        this.plan = plan;
        this.folder = folder;
        this.known = known;
        this.seed = seed;
    }

    /** What became of each row, in their order. */
    List<Outcome> run(List<Row> rows) {
        waiting.addAll(rows);
        List<Thread> threads = new ArrayList<>();
        for (int number = 1; number <= Math.min(WORLDS, rows.size()); number++) {
            Worker worker = new Worker(number);
            threads.add(new Thread(worker::work, "world " + number));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            join(thread);
        }
        return rows.stream().map(outcomes::get).filter(each -> each != null).toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** One world after another, as long as there are rows; a new one where a run broke off. */
    private final class Worker {
        private final int number;
        private int runs;
        private @Nullable World world;

        Worker(int number) {
            this.number = number;
        }

        void work() {
            for (Row row = waiting.poll(); row != null; row = waiting.poll()) {
                Row next = row;
                Outcome outcome = Outcome.of(next, known.reason(next.name()), () -> run(next));
                outcomes.put(next, outcome);
                Lab.say(String.format("%3d %-32s %s", done.incrementAndGet(), next.name(), outcome.verdict()));
            }
            leave();
        }

        private Result run(Row row) {
            Path home = folder.resolve("w" + number);
            try {
                if (world == null) {
                    world = new World(number, plan, home);
                }
                Path logs = home.resolve(row.name() + "-" + ++runs);
                Result result = RowRun.play(
                        row, world, logs, new Random(seed + row.name().hashCode() + runs));
                if (result.broken()) {
                    leave();
                }
                return result;
            } catch (RuntimeException e) {
                leave();
                return Result.broken(row, "no world: " + e.getMessage());
            }
        }

        private void leave() {
            if (world != null) {
                world.close();
                world = null;
            }
        }
    }
}
