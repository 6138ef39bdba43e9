package demo;

import java.time.Duration;

/** The passing of real time, in programs that play or measure it. */
public final class Pause {
    private Pause() {}

    /** Lets the time pass; returns early, with the flag set, when the thread is interrupted. */
    public static void of(Duration time) {
        try {
            Thread.sleep(Math.max(0, time.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
