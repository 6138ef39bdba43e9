package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import vpnsentinel.network.Appointment;

/**
 * When the next round of probes is due: at each interval or up to a tenth later, so that many clients do not ask at the
 * same moment, and no hour has more rounds than the interval promises; and at once when something changed. What is ordered
 * while a round runs is due after it, or at once where a change makes that one worthless; never more than two at a time.
 * The first one asks all, so that all their names are known by the time a resolver dies. Thread-safe.
 */
final class Schedule {
    private static final Duration FASTEST = Duration.ofSeconds(5);
    private static final Duration SLOWEST = Duration.ofHours(1);
    private static final int SLOWER = 4;
    private static final int MOST_RUNNING = 2;
    private static final double SPREAD = 0.1;
    private static final Duration MOST_SPREAD = Duration.ofSeconds(30);

    private final Duration own;
    private final DoubleSupplier random;
    private Duration interval;
    private final Allowance ordered = new Allowance(6, Duration.ofMinutes(1), Duration.ofSeconds(3));
    private Appointment next = Appointment.NOW;
    private int running;
    private boolean wanted;
    private Optional<Appointment> later = Optional.empty();
    private boolean overtaking;
    private boolean first = true;
    private int inARow;
    private boolean stopped;
    private int orders;

    /**
     * A first round is due.
     *
     * @param random from 0 to 1
     */
    Schedule(Duration interval, DoubleSupplier random) {
        this.random = random;
        this.own = interval;
        this.interval = interval;
    }

    synchronized boolean isDue(Instant now) {
        boolean atOnce = isWanted(now) && ordered.isLeft(now);
        boolean due = running == 0 ? atOnce || next.isDue(now) : atOnce && overtaking && running < MOST_RUNNING;
        return due && !stopped;
    }

    /**
     * What kind of round begins.
     *
     * @param all whether it asks all, since it was ordered or is the first one
     * @param inARow how many rounds in a row the server ordered, this one included; zero when it did not order this one
     */
    record Begun(boolean all, int inARow) {}

    /** A round begins. */
    synchronized Begun begin(Instant now) {
        boolean all = isWanted(now) || first;
        if (all) {
            later = Optional.empty();
        }
        if (all && !first) {
            ordered.take(now);
        }
        running++;
        wanted = false;
        overtaking = false;
        first = false;
        next = Appointment.in(interval.plus(delay()), now);
        Begun begun = new Begun(all, inARow);
        inARow = 0;
        return begun;
    }

    private Duration delay() {
        return shorter(Duration.ofMillis((long) (interval.toMillis() * SPREAD * random.getAsDouble())), MOST_SPREAD);
    }

    /** The time between two rounds at present, as the server may count on it. */
    synchronized Duration interval() {
        return interval;
    }

    /** Takes the rhythm that the server asks for, within bounds of our own; without a wish, our own holds. */
    synchronized void rhythm(Optional<Duration> asked, Instant now) {
        Duration before = interval;
        interval = asked.map(this::bounded).orElse(own);
        if (interval.compareTo(before) < 0 && next.at().isAfter(now.plus(interval))) {
            next = Appointment.in(interval, now);
        }
    }

    private Duration bounded(Duration asked) {
        Duration least = shorter(own, FASTEST);
        Duration slower = shorter(own.multipliedBy(SLOWER), SLOWEST);
        Duration most = slower.compareTo(own) < 0 ? own : slower;
        return asked.compareTo(least) < 0 ? least : shorter(asked, most);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A round is over, and its keepalive delivered or given up. */
    synchronized void end() {
        running = Math.max(0, running - 1);
    }

    private boolean isWanted(Instant now) {
        return wanted || later.filter(moment -> moment.isDue(now)).isPresent();
    }

    /** Orders a round that asks all, after that time. */
    synchronized void orderLater(Duration time, Instant now) {
        later = Optional.of(Appointment.in(time, now));
    }

    /** Orders a round at once, without waiting for one that runs: what that one sees is of the past. */
    synchronized void orderAfterChange() {
        overtaking = true;
        order();
    }

    /**
     * Orders a round at once because the server wants it.
     *
     * @param inRow how many it ordered in a row, this one included
     */
    synchronized void orderForServer(int inRow) {
        inARow = inRow;
        order();
    }

    /** Orders a round at once; whoever rests before a repeat of older news is woken. */
    synchronized void order() {
        wanted = true;
        orders++;
        notifyAll();
    }

    /** How many rounds were ordered so far. */
    synchronized int orders() {
        return orders;
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    /** Waits; false when the end comes meanwhile, or more than so many rounds were ordered. */
    synchronized boolean rest(Duration pause, int orderedBefore) {
        long until = System.nanoTime() + pause.toNanos();
        try {
            while (!stopped && orders <= orderedBefore) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return true;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
