package vpnsentinel.lookup;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts what happened in the last hour, to the minute, and since the start. Thread-safe. */
public final class HourCount {
    private static final long MINUTES = Duration.ofHours(1).toMinutes();

    private record Minute(long number, int count) {}

    private final InstantSource clock;
    private final Deque<Minute> minutes = new ArrayDeque<>();
    private long total;

    /** Nothing happened yet. */
    public HourCount(InstantSource clock) {
        this.clock = clock;
    }

    /** It happened once more. */
    public synchronized void add() {
        long now = forget();
        int before = !minutes.isEmpty() && minutes.getLast().number() == now
                ? minutes.removeLast().count()
                : 0;
        minutes.addLast(new Minute(now, before + 1));
        total++;
    }

    /** How often it happened in the last hour. */
    public synchronized int lastHour() {
        forget();
        return minutes.stream().mapToInt(Minute::count).sum();
    }

    /** How often it happened since the start. */
    public synchronized long total() {
        return total;
    }

    private long forget() {
        long now = clock.instant().getEpochSecond() / 60;
        while (!minutes.isEmpty() && minutes.getFirst().number() <= now - MINUTES) {
            minutes.removeFirst();
        }
        return now;
    }
}
