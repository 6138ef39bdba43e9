package vpnsentinel.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;

/** The steps that keep what the fleet knows, and bring back what was kept. */
public final class StoreSteps {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    /** The longest time that one sample stands for: a server that was away has seen nothing. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Fleet fleet;
    private final ClientBook clients;
    private final HistoryBook history;
    private final InstantSource clock;
    private Optional<Written> last = Optional.empty(); // guarded by this
    private boolean restored; // guarded by this
    private Instant sampled;

    public StoreSteps(Fleet fleet, ClientBook clients, HistoryBook history, InstantSource clock) {
        this.fleet = fleet;
        this.clients = clients;
        this.history = history;
        this.clock = clock;
        this.sampled = clock.instant();
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.blocking("keep-clients", "", "", exchange -> keep()).in(registry);
        Step.quick("sample-history", "", "", exchange -> sample()).in(registry);
        Step.quick("sum-up-history", "", "", exchange -> history.rollUp(clock.instant()))
                .in(registry);
    }

    /** Brings back the clients that were kept, unless that was done; a store that does not answer is asked again later. */
    public synchronized void restore() {
        if (restored) {
            return;
        }
        Optional<List<KeptClient>> kept = clients.all();
        restored = kept.isPresent();
        kept.ifPresent(all -> fleet.restore(all, clock.instant())
                .forEach(each -> LOG.error("a client that was kept cannot be read, and is seen anew: {}", each)));
    }

    /** Hands the clients that changed to the store, once it has taken those before. */
    public synchronized void keep() {
        restore();
        if (last.filter(each -> !each.kept().isDone()).isEmpty()) {
            last = Optional.of(clients.keep(fleet.takeChanged(), clock.instant()));
        }
    }

    /** Hands over all that changed, for the last time. */
    public synchronized void close() {
        last.ifPresent(Written::await);
        keep();
    }

    private void sample() {
        Instant now = clock.instant();
        Duration lasted = Duration.between(sampled, now);
        sampled = now;
        if (lasted.isNegative() || lasted.isZero() || lasted.compareTo(LONGEST) > 0) {
            return; // the clock was set, or the machine slept
        }
        Map<String, Status> shown = new HashMap<>();
        for (ClientView each : fleet.views(now)) {
            shown.put(each.id(), each.status());
        }
        history.sample(shown, lasted, now);
    }
}
