package vpnsentinel.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import vpnsentinel.network.HostName;

/**
 * Addresses of the hosts that are called, which are remembered for as long as the resolver does not answer: a tunnel that
 * drops mostly takes the resolver with it, and just then the server and the echo providers must be reached. Bounded;
 * thread-safe.
 */
public final class RememberedNames implements DnsResolver {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST = 256;

    private final DnsResolver resolver;
    private final Duration patience;
    private final Cache<String, InetAddress[]> known =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "names");
        thread.setDaemon(true);
        return thread;
    });

    /** Those that this system's resolver finds. */
    public RememberedNames() {
        this(SystemDefaultDnsResolver.INSTANCE, PATIENCE);
    }

    /**
     * Those that the resolver finds.
     *
     * @param patience how long it may take before what is remembered is used
     */
    RememberedNames(DnsResolver resolver, Duration patience) {
        this.resolver = resolver;
        this.patience = patience;
    }

    @Override
    public InetAddress[] resolve(String written) throws UnknownHostException {
        String host = HostName.real(written);
        InetAddress[] before = known.getIfPresent(host);
        if (before == null) {
            return ask(host);
        }
        Future<InetAddress[]> now = threads.submit(() -> ask(host));
        try {
            return now.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException noAnswer) {
            return before.clone();
        } catch (InterruptedException e) {
            now.cancel(true);
            Thread.currentThread().interrupt();
            return before.clone();
        }
    }

    private InetAddress[] ask(String host) throws UnknownHostException {
        InetAddress[] found = resolver.resolve(host);
        known.put(host, found);
        return found.clone();
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return resolver.resolveCanonicalHostname(host);
    }
}
