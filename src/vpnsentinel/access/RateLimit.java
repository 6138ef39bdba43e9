package vpnsentinel.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * At most so many requests a minute for each name, counted in a sliding window: this minute's requests and the share of
 * the last minute's that still lies within 60 s. Remembers a bounded number of names, so that made-up ones cost no
 * memory. Thread-safe.
 */
public final class RateLimit {
    private static final long WINDOW_MS = 60_000;
    private static final long MOST_NAMES = 100_000;

    private final int limit;
    private final Cache<Object, Window> windows = Caffeine.newBuilder()
            .maximumSize(MOST_NAMES)
            .executor(Runnable::run)
            .build();

    /** A limit of that many requests a minute. */
    public RateLimit(int limit) {
        this.limit = limit;
    }

    /** Counts a request of the name; empty when it is within the limit, else how long to wait. */
    public Optional<Duration> count(Object name, long nowMs) {
        Window window = windows.getIfPresent(name);
        if (window == null) {
            window = windows.get(name, ignored -> new Window());
        }
        return window.count(nowMs, limit);
    }

    /** Number of names that are remembered. */
    long size() {
        return windows.estimatedSize();
    }

    /** One name's count. Thread-safe. */
    static final class Window {
        private long start;
        private int current;
        private int previous;

        synchronized Optional<Duration> count(long nowMs, int limit) {
            roll(nowMs);
            long elapsed = nowMs - start;
            double weighted = current + previous * (WINDOW_MS - elapsed) / (double) WINDOW_MS;
            if (weighted + 1 > limit) {
                return Optional.of(Duration.ofMillis(untilFree(elapsed, limit)));
            }
            current++;
            return Optional.empty();
        }

        private void roll(long nowMs) {
            long passed = (nowMs - start) / WINDOW_MS;
            if (nowMs < start || passed >= 2) {
                start = nowMs;
                current = 0;
                previous = 0;
            } else if (passed == 1) {
                start += WINDOW_MS;
                previous = current;
                current = 0;
            }
        }

        /** Until the weighted count has sunk by one request. */
        private long untilFree(long elapsed, int limit) {
            if (current + 1 > limit) {
                // this window is full: one request of it must have left in the next
                return WINDOW_MS - elapsed + (long) Math.ceil(WINDOW_MS * (current + 1.0 - limit) / current);
            }
            return (long) Math.ceil(WINDOW_MS * (1 - (limit - current - 1.0) / previous)) - elapsed;
        }
    }
}
