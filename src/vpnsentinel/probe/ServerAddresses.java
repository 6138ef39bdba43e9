package vpnsentinel.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/**
 * The addresses of the server's name. Names are resolved in the background, now and then and after the server was not
 * reached: a resolver that does not answer must not hold up those who ask. Thread-safe.
 */
public final class ServerAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAddresses.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String host;
    private final IntSupplier failures;
    private final boolean literal;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<Address> known;
    private volatile long askedAt = System.nanoTime() - FRESH.toNanos();

    private volatile int failuresThen;

    /**
     * Those of a name or literal.
     *
     * @param failures how many calls to the server have failed so far
     */
    public ServerAddresses(String host, IntSupplier failures) {
        this.host = host;
        this.failures = failures;
        known = Address.parse(host).stream().toList();
        literal = !known.isEmpty();
    }

    /** The addresses as far as they are known now, in order; may be none. */
    public List<Address> known() {
        int failed = failures.getAsInt();
        boolean due = !literal && (failed != failuresThen || System.nanoTime() - askedAt >= FRESH.toNanos());
        if (due && asking.compareAndSet(false, true)) {
            failuresThen = failed;
            Thread thread = new Thread(this::resolve, "server-addresses");
            thread.setDaemon(true);
            thread.start();
        }
        return known;
    }

    private void resolve() {
        try {
            known = Arrays.stream(InetAddress.getAllByName(host))
                    .map(Address::of)
                    .sorted()
                    .toList();
        } catch (UnknownHostException e) {
            LOG.debug("server's name not resolved host={}", host);
        } finally {
            askedAt = System.nanoTime();
            asking.set(false);
        }
    }
}
