package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Lets something happen so many times in any stretch of time: what flaps must not make a client run wild. Thread-safe. */
final class Allowance {
    private final int most;
    private final Duration stretch;
    private final Duration gap;
    private final ArrayDeque<Instant> taken = new ArrayDeque<>();

    /**
     * A full allowance.
     *
     * @param gap the least time between two
     */
    Allowance(int most, Duration stretch, Duration gap) {
        this.most = most;
        this.stretch = stretch;
        this.gap = gap;
    }

    synchronized boolean isLeft(Instant now) {
        taken.removeIf(at -> at.isAfter(now) || !at.plus(stretch).isAfter(now)); // after now: the clock was set back
        boolean tooSoon = !taken.isEmpty() && taken.peekLast().plus(gap).isAfter(now);
        return taken.size() < most && !tooSoon;
    }

    /** Takes one where one is left, and says so. */
    synchronized boolean take(Instant now) {
        boolean left = isLeft(now);
        if (left) {
            taken.addLast(now);
        }
        return left;
    }
}
