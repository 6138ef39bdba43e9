package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;

/**
 * When the next round of probes is due: at each interval, and at once when something changed. Never two rounds at a time;
 * what is ordered while one runs is due after it. Thread-safe.
 */
final class Schedule {
    private final Duration interval;
    private final Allowance ordered = new Allowance(6, Duration.ofMinutes(1), Duration.ofSeconds(3));
    private Instant next = Instant.MIN;
    private boolean running;
    private boolean wanted;
    private boolean stopped;
    private int orders;

    Schedule(Duration interval) {
        this.interval = interval;
    }

    synchronized boolean isDue(Instant now) {
        return !running && !stopped && (!now.isBefore(next) || (wanted && ordered.isLeft(now)));
    }

    /** A round begins; tells whether it was ordered, or is just due. */
    synchronized boolean begin(Instant now) {
        boolean atOnce = wanted;
        if (atOnce) {
            ordered.take(now);
        }
        running = true;
        wanted = false;
        next = now.plus(interval);
        return atOnce;
    }

    /** The round is over, and its keepalive delivered or given up. */
    synchronized void end() {
        running = false;
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
