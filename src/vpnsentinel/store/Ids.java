package vpnsentinel.store;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the numbers of rows: each higher than all before it, also than those of a clock that was put back since. They begin
 * with the time, and hold a number of this start, so that two servers make no two alike. Thread-safe.
 */
public final class Ids {
    private static final int SERVER_BITS = 8;
    private static final int COUNT_BITS = 12;
    private static final long SERVER_MASK = ((1L << SERVER_BITS) - 1) << COUNT_BITS;

    private final InstantSource clock;
    private final long server = (long) ThreadLocalRandom.current().nextInt(1 << SERVER_BITS) << COUNT_BITS;
    private final AtomicLong last = new AtomicLong();

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    /** No number so low, or lower, is made from now on. */
    void above(long taken) {
        last.accumulateAndGet(taken, Math::max);
    }

    long next() {
        long time = clock.millis() << (SERVER_BITS + COUNT_BITS);
        return last.updateAndGet(before -> before < (time | server) ? time | server : after(before));
    }

    /** The next one of this server behind that one, whosever it is. */
    private long after(long before) {
        long count = (before & ((1L << COUNT_BITS) - 1)) + 1;
        long head = before & ~((1L << (SERVER_BITS + COUNT_BITS)) - 1);
        boolean mine = (before & SERVER_MASK) == server;
        if (mine && count < 1L << COUNT_BITS) {
            return head | server | count;
        }
        return (head + (1L << (SERVER_BITS + COUNT_BITS))) | server;
    }
}
