package vpnsentinel.launch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Notices when the system's clock is set, by comparing it with one that only ever goes on. Not thread-safe. */
final class ClockSteps implements Supplier<Duration> {
    /** Clocks are slewed, and differ a little. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final LongSupplier steadyNanos;
    private Instant last;
    private long lastNanos;

    /** @param steadyNanos a clock that nobody sets, in nanoseconds since any moment */
    ClockSteps(InstantSource clock, LongSupplier steadyNanos) {
        this.clock = clock;
        this.steadyNanos = steadyNanos;
        last = clock.instant();
        lastNanos = steadyNanos.getAsLong();
    }

    /** How far the clock leapt since this was last asked, negative when it was put back; mostly zero. */
    @Override
    public Duration get() {
        Instant now = clock.instant();
        long nanos = steadyNanos.getAsLong();
        Duration leap = Duration.between(last, now).minusNanos(nanos - lastNanos);
        last = now;
        lastNanos = nanos;
        return leap.abs().compareTo(LEAST) < 0 ? Duration.ZERO : leap;
    }
}
