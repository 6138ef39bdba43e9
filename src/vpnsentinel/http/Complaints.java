package vpnsentinel.http;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.BoundedText;

/** What the log says of requests that nobody can read: a line a minute at most, whoever sends how many. Thread-safe. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int LONGEST = 200;

    private final String listener;
    private final AtomicLong told = new AtomicLong(System.nanoTime() - MINUTE_NS);
    private final AtomicLong untold = new AtomicLong();

    Complaints(String listener) {
        this.listener = listener;
    }

    /** A request from there cannot be read, for this reason. */
    void unreadable(Address from, Throwable cause) {
        tell("request not readable", "from=" + from, cause);
    }

    /** A connection cannot be accepted, for this reason. */
    void notAccepted(Throwable cause) {
        tell("connection not accepted", "hint=\"let the process open more files: ulimit -n\"", cause);
    }

    private void tell(String what, String detail, Throwable cause) {
        long now = System.nanoTime();
        long last = told.get();
        if (now - last >= MINUTE_NS && told.compareAndSet(last, now)) {
            LOG.warn(
                    "{} listener={} {} cause=\"{}\" untold={}",
                    what,
                    listener,
                    detail,
                    BoundedText.line(String.valueOf(cause), LONGEST),
                    untold.getAndSet(0));
        } else {
            untold.incrementAndGet();
        }
    }
}
