package vpnsentinel.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.Proxies;
import vpnsentinel.engine.Gate;
import vpnsentinel.settings.StartProblem;

/**
 * One HTTP listener with limits and time-outs. Routes reach it as {@code NAME:/path}, NAME being that of one of its
 * components, which says on which threads they run. What is wrong before a route is reached is answered as JSON here.
 */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Largest accepted body, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    /** Most answers in the making on event loops: what is more waits for something that does not come. */
    private static final int MOST_QUICK = 2_000;
    /** Most answers that wait for a worker thread, or have one. */
    private static final int MOST_SLOW = 64;

    /** So long a request that is being answered when the server stops may take. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** Where the routes of a component run. */
    public enum Threads {
        /** On the event loop that serves all connections of the listener: no step may block or work for long there. */
        EVENT_LOOP,
        /** On threads that wait for nothing else, so that a step may take its time. */
        WORKERS
    }

    /**
     * What a listener is.
     *
     * @param components names of its components in routes, each with the threads of its routes
     * @param word its name for people
     * @param proxies who is believed about where a request came from
     * @param limits how much it puts up with
     * @param loops how many event loops share its connections
     */
    public record Spec(
            Map<String, Threads> components,
            String word,
            String host,
            int port,
            Optional<PemKeyCertOptions> certificate,
            Guard guard,
            Proxies proxies,
            Limits limits,
            int loops) {
        public Spec {
            components = Map.copyOf(components);
        }

        /** A listener with the usual limits. */
        public Spec(
                Map<String, Threads> components,
                String word,
                String host,
                int port,
                Optional<PemKeyCertOptions> certificate,
                Guard guard,
                Proxies proxies) {
            this(components, word, host, port, certificate, guard, proxies, Limits.USUAL, 1);
        }
    }

    private final Spec spec;
    private final Vertx vertx;
    private final Connections connections;
    private final Doorway.Keeper keeper;
    private final Reception reception;
    private final Shortcuts shortcuts = new Shortcuts();
    private final Load quick = new Load(MOST_QUICK);
    private final Load slow = new Load(MOST_SLOW);
    private Optional<String> servers = Optional.empty();
    private Optional<Long> sweep = Optional.empty();

    public Listener(Spec spec, Vertx vertx, Gate gate) {
        this.spec = spec;
        this.vertx = vertx;
        Complaints complaints = new Complaints(spec.word);
        this.connections = new Connections(spec.limits, spec.proxies.trusted(), complaints);
        this.keeper = new Doorway.Keeper(connections, complaints);
        this.reception = new Reception(spec, vertx, gate, shortcuts, connections, complaints);
    }

    /** Makes the listener known to the context under the names that its routes use; once for each context. */
    public void addTo(CamelContext context) {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(spec.port);
        if (context.getRegistry().lookupByName(name) == null) {
            BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
            context.getRegistry().bind(name, new VertxPlatformHttpRouter(null, vertx, reception.router(), name) {
                @Override
                public Handler<RoutingContext> bodyHandler() {
                    return body;
                }
            });
        }
        spec.components.forEach((word, threads) -> context.addComponent(word, component(threads)));
    }

    private PlatformHttpComponent component(Threads threads) {
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setEngine(new RouteEngine(
                spec.port, threads, vertx, shortcuts, reception::caller, threads == Threads.WORKERS ? slow : quick));
        component.setHeaderFilterStrategy(new HeaderRules());
        return component;
    }

    /** Whether this is the listener of that name. */
    public boolean isFor(String word) {
        return spec.word.equals(word);
    }

    /** Number of open connections. */
    int connections() {
        return connections.size();
    }

    /** Opens the port; throws one readable line when it cannot. */
    public void listen() {
        Doorway.keep(vertx, spec.port, keeper);
        try {
            servers = Optional.of(vertx.deployVerticle(Loop::new, new DeploymentOptions().setInstances(spec.loops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(15, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String setting = "VPN_SENTINEL_SERVER_" + spec.word.toUpperCase(Locale.ROOT);
            throw new StartProblem("cannot listen on " + spec.host + ":" + spec.port + " (" + spec.word + "): "
                    + cause.getMessage() + "; set " + setting + "_PORT or " + setting + "_BIND");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("interrupted before listening on " + spec.host + ":" + spec.port);
        }
        long often = Math.max(1, spec.limits.shortest().toMillis() / 10);
        sweep = Optional.of(vertx.setPeriodic(often, ignored -> connections.closeOverdue()));
    }

    /** One event loop's part of the connections; the engine deals them out. */
    private final class Loop extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(options())
                    .connectionHandler(reception::opened)
                    .requestHandler(reception::handle)
                    .invalidRequestHandler(reception::handleUnreadable)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(spec.host)
                .setPort(spec.port)
                .setMaxHeaderSize(8192)
                .setMaxInitialLineLength(4096)
                .setMaxChunkSize(8192)
                .setAcceptBacklog(1024)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false) // else each request passes a handler for it
                .setHandle100ContinueAutomatically(false); // the router says it, to whom it lets in
        spec.certificate.ifPresent(pem -> options.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(pem)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2")));
        return options;
    }

    /** Closes all these: no more connections, then each that there is after the answer it waits for, but not much later. */
    public static void close(List<Listener> listeners) {
        listeners.forEach(Listener::leave);
        long end = System.nanoTime() + DRAIN.toNanos();
        listeners.forEach(listener -> listener.connections.awaitEmpty(end));
        listeners.forEach(Listener::closeNow);
    }

    /** Closes this one. */
    public void close() {
        close(List.of(this));
    }

    private void leave() {
        keeper.shut();
        connections.end();
    }

    private void closeNow() {
        sweep.ifPresent(vertx::cancelTimer);
        servers.ifPresent(running -> await(vertx.undeploy(running)));
        servers = Optional.empty();
    }

    /** Waits for the end of something that is being closed, but not long: the process ends anyway. */
    public static void await(Future<Void> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not closed in time cause={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
