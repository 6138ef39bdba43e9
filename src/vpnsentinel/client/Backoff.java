package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a failed keepalive is tried again: after 1 s, then twice as long each time, 30 s at most. Pure. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** An early report is short, and worthless when it comes late. */
    private static final Duration EARLY_REPORT = Duration.ofMillis(500);

    private static final int MOST_DOUBLINGS = 16;

    private Backoff() {}

    /** The first time, doubled so many times; the longest one at most. */
    static Duration doubled(Duration first, int times, Duration longest) {
        Duration doubled = first.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    /** How long to wait before an early report is tried again; empty when that is no longer worth it. */
    static Optional<Duration> pauseOfEarlyReport(Delivery.Failed failed, Instant now, Instant deadline) {
        return failed.mayPass() && failed.retryAfter().isEmpty() && now.isBefore(deadline)
                ? Optional.of(EARLY_REPORT)
                : Optional.empty();
    }

    /**
     * How long to wait before the next try; empty when there is none, since the next round is due first.
     *
     * @param tries how many tries failed so far, this one included
     */
    static Optional<Duration> pause(Delivery.Failed failed, int tries, Instant now, Instant deadline) {
        if (!failed.mayPass()) {
            return Optional.empty();
        }
        Duration wanted = doubled(FIRST, Math.max(0, tries - 1), LONGEST);
        Duration pause =
                failed.retryAfter().filter(asked -> asked.compareTo(wanted) > 0).orElse(wanted);
        return now.plus(pause).isBefore(deadline) ? Optional.of(pause) : Optional.empty();
    }
}
