package vpnsentinel.alert;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of messages and commands since the start: {@code sent}, {@code retried}, … Thread-safe. */
public final class Tally {
    /** What is counted. */
    public enum What {
        /** Messages that Telegram took. */
        SENT,
        /** Failed attempts that are repeated. */
        RETRIED,
        /** Messages that were given up. */
        REFUSED,
        /** Changes that were no news. */
        KEPT,
        /** Messages in plain words, because a template was broken. */
        PLAIN,
        /** Commands that were answered. */
        ANSWERED,
        /** Commands from chats that are not configured. */
        FOREIGN
    }

    private final Map<What, LongAdder> counts = new ConcurrentHashMap<>();

    public Tally() {
        for (What what : What.values()) {
            counts.put(what, new LongAdder());
        }
    }

    void count(What what) {
        counts.computeIfAbsent(what, w -> new LongAdder()).increment();
    }

    /** How often it happened. */
    public long of(What what) {
        return counts.computeIfAbsent(what, w -> new LongAdder()).sum();
    }

    /** All counts, as a snapshot. */
    public Map<What, Long> all() {
        Map<What, Long> snapshot = new TreeMap<>();
        counts.forEach((what, count) -> snapshot.put(what, count.sum()));
        return snapshot;
    }
}
