package vpnsentinel.probe;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/**
 * The addresses of the server's name. Names are resolved in the background and now and then: a resolver that does not
 * answer must not hold up those who ask. Thread-safe.
 */
public final class ServerAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(ServerAddresses.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final String host;
    private final boolean literal;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile List<Address> known;
    private volatile long askedAt = System.nanoTime() - FRESH.toNanos();

    /** Those of a name or literal. */
    public ServerAddresses(String host) {
        this.host = host;
        known = Address.parse(host).stream().toList();
        literal = !known.isEmpty();
    }

    /** The addresses as far as they are known now, in order; may be none. */
    public List<Address> known() {
        boolean due = !literal && System.nanoTime() - askedAt >= FRESH.toNanos();
        if (due && asking.compareAndSet(false, true)) {
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
