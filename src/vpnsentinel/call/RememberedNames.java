package vpnsentinel.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import vpnsentinel.network.HostName;

/**
 * Addresses of the hosts that are called, which are remembered for as long as the resolver does not answer: a tunnel that
 * drops mostly takes the resolver with it, and just then the server and the echo providers must be reached. While calls
 * succeed, a name is asked for twice a minute at most; once a call has failed, before the next one: the host may have moved,
 * as one behind a dynamic name does. Bounded; thread-safe.
 */
public final class RememberedNames implements DnsResolver {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int MOST = 256;

    private final DnsResolver resolver;
    private final Duration patience;
    private final LongSupplier nanos;
    private final Cache<String, Known> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final Cache<String, Integer> failures =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "names");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * What the resolver answered.
     *
     * @param at when it was asked, in nanoseconds since any moment
     * @param failures how many calls to the host had failed by then
     */
    private record Known(List<InetAddress> addresses, long at, int failures) {
        private InetAddress[] array() {
            return addresses.toArray(InetAddress[]::new);
        }
    }

    /** Those that this system's resolver finds. */
    public RememberedNames() {
        this(SystemDefaultDnsResolver.INSTANCE, PATIENCE, System::nanoTime);
    }

    /**
     * Turns Java's own cache off, which holds a name for half a minute and cannot be told that the host is gone. To be called
     * before the first name is resolved; one that failed is still taken for gone for a second.
     */
    public static void askJavaEachTime() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        // Java takes a name that failed for gone for ten seconds, in which a tunnel and its resolver are long up again.
        Security.setProperty("networkaddress.cache.negative.ttl", "1");
    }

    /**
     * Those that the resolver finds.
     *
     * @param patience how long it may take before what is remembered is used
     * @param nanos nanoseconds since any moment
     */
    RememberedNames(DnsResolver resolver, Duration patience, LongSupplier nanos) {
        this.resolver = resolver;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** A call to the host failed: its name is asked for before the next one. */
    public void failed(String host) {
        failures.asMap().merge(host, 1, Integer::sum);
    }

    /** How many calls to the host have failed so far. */
    public int failures(String host) {
        Integer count = failures.getIfPresent(host);
        return count == null ? 0 : count;
    }

    @Override
    public InetAddress[] resolve(String written) throws UnknownHostException {
        String host = HostName.real(written);
        Known before = known.getIfPresent(host);
        if (before == null) {
            return ask(host);
        }
        if (before.failures == failures(host) && nanos.getAsLong() - before.at < FRESH.toNanos()) {
            return before.array();
        }
        Future<InetAddress[]> now = threads.submit(() -> ask(host));
        try {
            return now.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException noAnswer) {
            return before.array();
        } catch (InterruptedException e) {
            now.cancel(true);
            Thread.currentThread().interrupt();
            return before.array();
        }
    }

    private InetAddress[] ask(String host) throws UnknownHostException {
        int failed = failures(host);
        InetAddress[] found = resolver.resolve(host);
        known.put(host, new Known(List.of(found), nanos.getAsLong(), failed));
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
