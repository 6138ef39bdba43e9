package vpnsentinel.launch;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.HostNames;
import vpnsentinel.access.Proxies;
import vpnsentinel.access.SourceLimit;
import vpnsentinel.access.Visitors;
import vpnsentinel.engine.Gate;
import vpnsentinel.http.Descriptors;
import vpnsentinel.http.Doorway;
import vpnsentinel.http.Guard;
import vpnsentinel.http.Limits;
import vpnsentinel.http.Listener;
import vpnsentinel.http.Listener.Threads;
import vpnsentinel.http.OwnAddresses;
import vpnsentinel.http.ServerCertificate;
import vpnsentinel.network.Endpoint;
import vpnsentinel.settings.Settings;

/** The three listeners of the server as the settings want them, each with limits of its own, so that none takes another's share. */
final class ServerListeners {
    private static final Logger LOG = LoggerFactory.getLogger(ServerListeners.class);

    private static final int FEWEST_LOOPS = 2;
    private static final int MOST_LOOPS = 4;
    /** Connections to pages, and to health and metrics: people, supervisors, and scrapers are few. */
    private static final int FEW = 512;
    /** Questions for the metrics a minute and source, far more than any scraper asks. */
    private static final int METRICS_A_MINUTE = 1_200;

    private final Settings settings;
    private final Vertx vertx;
    private final Gate gate;
    private final Proxies proxies;
    private final Optional<PemKeyCertOptions> certificate;
    private final int room = Descriptors.room();

    ServerListeners(Settings settings, Vertx vertx, Gate gate) {
        this.settings = settings;
        this.vertx = vertx;
        this.gate = gate;
        this.proxies = Proxies.of(settings);
        this.certificate = ServerCertificate.of(settings, vertx);
    }

    /** An engine with event loops enough for all of them, so that work on one does not hold up the others. No temporary files. */
    static Vertx vertx() {
        return Doorway.vertx(new VertxOptions()
                .setEventLoopPoolSize(loops() + 2)
                .setWorkerPoolSize(8)
                .setInternalBlockingPoolSize(4)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    }

    private static int loops() {
        return Math.max(FEWEST_LOOPS, Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors()));
    }

    /** The listeners, none of them open; {@code api} decides about the API's requests. */
    List<Listener> all(Guard api) {
        return List.of(
                // the beats and keepalives of all clients come in by event loops: what takes long is a worker's
                listener(
                        "api",
                        settings.listener("server.api"),
                        Map.of("platform-http", Threads.EVENT_LOOP, "worker-http", Threads.WORKERS),
                        api,
                        share(settings.number("server.connections"), 6),
                        loops()),
                // a supervisor is answered at once, however long others wait for a worker
                listener(
                        "health",
                        settings.listener("server.health"),
                        Map.of("supervisor-http", Threads.EVENT_LOOP, "health-http", Threads.WORKERS),
                        Guard.health(neighbours(), new SourceLimit(METRICS_A_MINUTE)),
                        share(FEW, 2),
                        1),
                listener(
                        "dashboard",
                        settings.listener("server.dashboard"),
                        Map.of("dashboard-http", Threads.WORKERS),
                        Guard.pages(visitors()),
                        share(FEW, 2),
                        1));
    }

    private Listener listener(
            String word, Endpoint at, Map<String, Threads> components, Guard guard, int connections, int loops) {
        Limits limits = Limits.of(connections, settings.number("server.connections-per-source"));
        return new Listener(
                new Listener.Spec(components, word, at.host(), at.port(), certificate, guard, proxies, limits, loops),
                vertx,
                gate);
    }

    /** So many, or that many tenths of what the process can have. */
    private int share(int wanted, int tenths) {
        int most = (int) Math.max(1, (long) room * tenths / 10);
        if (most < wanted && wanted != FEW) {
            LOG.warn(
                    "connections limited wanted={} most={} hint=\"let the process open more files: ulimit -n\"",
                    wanted,
                    most);
        }
        return Math.min(wanted, most);
    }

    private Visitors visitors() {
        return new Visitors(
                settings.prefixes("dashboard.allowed-ips"),
                settings.isOn("dashboard.neighbours"),
                HostNames.of(settings.list("dashboard.hosts"), OwnAddresses.hostName()),
                new OwnAddresses());
    }

    private Visitors neighbours() {
        return Visitors.ofHealth(settings.prefixes("server.health.allowed-ips"), new OwnAddresses());
    }
}
