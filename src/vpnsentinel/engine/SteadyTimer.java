package vpnsentinel.engine;

import java.time.InstantSource;
import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer as the JDK's, but on a clock that nobody sets. The wall clock is read only for how far away a given moment is,
 * once. What a task throws is logged, and the task ticks on; the JDK's timer would end. It cannot see that a task was
 * cancelled.
 */
final class SteadyTimer extends Timer {
    private static final Logger LOG = LoggerFactory.getLogger(SteadyTimer.class);

    private final ScheduledExecutorService executor;
    private final LongSupplier steadyNanos;
    private final InstantSource wallClock;
    private final BooleanSupplier isSpent;

    /**
     * @param executor of one thread, ended with this timer
     * @param steadyNanos the clock by which the executor waits, in nanoseconds since any moment
     * @param isSpent asked after each tick whether it was the last
     */
    SteadyTimer(
            ScheduledExecutorService executor,
            LongSupplier steadyNanos,
            InstantSource wallClock,
            BooleanSupplier isSpent) {
        super(true);
        super.cancel(); // ends the thread that waits by the wall clock
        this.executor = executor;
        this.steadyNanos = steadyNanos;
        this.wallClock = wallClock;
        this.isSpent = isSpent;
    }

    @Override
    public void schedule(TimerTask task, long delay) {
        begin(notNegative(delay), new Tick(task, 0, false));
    }

    @Override
    public void schedule(TimerTask task, Date time) {
        begin(until(time), new Tick(task, 0, false));
    }

    /** Ticks after the delay, then so long after the begin of the tick before. */
    @Override
    public void schedule(TimerTask task, long delay, long period) {
        begin(notNegative(delay), new Tick(task, positive(period), false));
    }

    @Override
    public void schedule(TimerTask task, Date firstTime, long period) {
        begin(until(firstTime), new Tick(task, positive(period), false));
    }

    /** Ticks after the delay, then so long after the tick before was due: what comes late is caught up. */
    @Override
    public void scheduleAtFixedRate(TimerTask task, long delay, long period) {
        begin(notNegative(delay), new Tick(task, positive(period), true));
    }

    @Override
    public void scheduleAtFixedRate(TimerTask task, Date firstTime, long period) {
        begin(until(firstTime), new Tick(task, positive(period), true));
    }

    /** Ends the thread, after the tick that may be under way. */
    @Override
    public void cancel() {
        executor.shutdown();
    }

    /** @return 0: whatever was cancelled is not seen */
    @Override
    public int purge() {
        return 0;
    }

    private static long notNegative(long delay) {
        if (delay < 0) {
            throw new IllegalArgumentException("delay " + delay + " ms, expected 0 or more");
        }
        return delay;
    }

    private static long positive(long period) {
        if (period <= 0) {
            throw new IllegalArgumentException("period " + period + " ms, expected more than 0");
        }
        return period;
    }

    private long until(Date time) {
        return time.toInstant().toEpochMilli() - wallClock.millis();
    }

    private void begin(long delay, Tick tick) {
        if (executor.isShutdown()) {
            throw new IllegalStateException("the timer has ended, a task came too late");
        }
        tick.await(steadyNanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(delay));
    }

    /** A task on its way from tick to tick. */
    private final class Tick implements Runnable {
        private final TimerTask task;
        private final long period;
        private final boolean fixedRate;
        private long due;

        Tick(TimerTask task, long period, boolean fixedRate) {
            this.task = task;
            this.period = TimeUnit.MILLISECONDS.toNanos(period);
            this.fixedRate = fixedRate;
        }

        /** Of no effect once the executor has ended, where its refusal is lost with the run of this tick. */
        void await(long moment) {
            due = moment;
            executor.schedule(this, due - steadyNanos.getAsLong(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            long begin = steadyNanos.getAsLong();
            try {
                task.run();
            } catch (Throwable e) {
                LOG.error("a timer's task failed, it ticks on", e);
            }
            if (period > 0 && !isSpent.getAsBoolean()) {
                await((fixedRate ? due : begin) + period);
            }
        }
    }
}
