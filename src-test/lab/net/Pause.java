package lab.net;

import java.time.Duration;

/** Waits. */
public final class Pause {
    private Pause() {}

    /** Waits that long, or until the thread is interrupted, which is an error here. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
