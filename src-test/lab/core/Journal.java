package lab.core;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened, oldest first, for the orchestrator to read. Thread-safe. */
final class Journal<E extends Journal.Entry> {
    private final List<E> entries = new CopyOnWriteArrayList<>();

    void add(E entry) {
        entries.add(entry);
    }

    /** The entries of that instant and later. */
    List<E> since(Instant start) {
        return entries.stream()
                .filter(each -> each.at() >= start.toEpochMilli())
                .toList();
    }

    void clear() {
        entries.clear();
    }

    /** Something with a time. */
    interface Entry {
        /** Milliseconds since 1970. */
        long at();
    }

    /**
     * A message that the Bot API took.
     *
     * @param text what people see of it
     */
    record Message(long at, String chat, String text) implements Entry {}

    /**
     * A question that a name server got.
     *
     * @param name without the last dot
     * @param from the address that asked
     * @param ecs the client-subnet option's prefix, empty without one
     * @param to the address that was asked
     */
    record Question(long at, String name, String type, String from, String ecs, String to) implements Entry {}

    /**
     * A request that a service got.
     *
     * @param provider the service's name
     * @param path with the query; empty for STUN
     */
    record Request(long at, String provider, String from, String path) implements Entry {}
}
