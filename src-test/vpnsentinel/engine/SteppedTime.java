package vpnsentinel.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Time that passes when a test says so, and executors that run on the test's thread what then is due. */
final class SteppedTime {
    private final Queue<Due> waiting = new PriorityQueue<>();
    private final List<ScheduledExecutorService> executors = new ArrayList<>();
    private long nanos = Long.MAX_VALUE - 5; // any moment, so also one before an overflow
    private Instant wall = Instant.parse("2026-11-22T08:00:00Z");

    long nanos() {
        return nanos;
    }

    Instant wall() {
        return wall;
    }

    /** Somebody sets the wall clock; no time passes. */
    void setWall(Duration by) {
        wall = wall.plus(by);
    }

    /** Time passes within a task, which runs so long. */
    void spend(Duration by) {
        nanos += by.toNanos();
        wall = wall.plus(by);
    }

    /** Time passes, and what becomes due meanwhile is run at its moment, or late if something else took long. */
    void pass(Duration by) {
        long end = nanos + by.toNanos();
        while (!waiting.isEmpty() && waiting.element().moment - end <= 0) {
            Due next = waiting.remove();
            spend(Duration.ofNanos(Math.max(0, next.moment - nanos)));
            if (!next.executor.isShutdown()) {
                next.run();
            }
        }
        spend(Duration.ofNanos(Math.max(0, end - nanos)));
    }

    /** As a timer asks for one. */
    ScheduledExecutorService executor(ThreadFactory unused) {
        ScheduledExecutorService executor = new ByHand();
        executors.add(executor);
        return executor;
    }

    /** Those made and not ended. */
    long running() {
        return executors.stream().filter(each -> !each.isShutdown()).count();
    }

    /** Those ever made. */
    int made() {
        return executors.size();
    }

    /** Starts no thread, since nothing reaches the real queue. */
    private final class ByHand extends ScheduledThreadPoolExecutor {
        ByHand() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            Due due = new Due(this, task, nanos + unit.toNanos(delay));
            waiting.add(due);
            return due;
        }
    }

    /** What waits for its moment. */
    private final class Due extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final ScheduledExecutorService executor;
        private final long moment;

        Due(ScheduledExecutorService executor, Runnable task, long moment) {
            super(task, null);
            this.executor = executor;
            this.moment = moment;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(moment - nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
