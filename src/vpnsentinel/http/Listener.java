package vpnsentinel.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Proxies;
import vpnsentinel.access.Refusal;
import vpnsentinel.engine.Gate;
import vpnsentinel.network.Address;
import vpnsentinel.settings.StartProblem;

/**
 * One HTTP listener with limits and time-outs. Routes reach it as {@code NAME:/path}, NAME being that of one of its
 * components, which says on which threads they run. What is wrong before a route is reached is answered as JSON here.
 */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Largest accepted body, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final String TOO_LARGE = "Body too large; at most " + LARGEST_BODY + " bytes";

    /** So long a client that sends a body in vain may read the answer before the connection is closed. */
    private static final long LINGER_MS = 1_000;

    /**
     * How much a listener puts up with.
     *
     * @param connections most open connections
     * @param slowestBody how long a body may take to arrive after its head
     * @param quiet how long a connection may stay without a whole request head
     */
    record Limits(int connections, Duration slowestBody, Duration quiet) {
        /** Those of the product. */
        static final Limits USUAL = new Limits(5_000, Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

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
     */
    public record Spec(
            Map<String, Threads> components,
            String word,
            String host,
            int port,
            Optional<PemKeyCertOptions> certificate,
            Guard guard,
            Proxies proxies,
            Limits limits) {
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
            this(components, word, host, port, certificate, guard, proxies, Limits.USUAL);
        }
    }

    private final Spec spec;
    private final Vertx vertx;
    private final Gate gate;
    private final Router router;
    private final Connections connections;
    private final Shortcuts shortcuts = new Shortcuts();
    private Optional<HttpServer> server = Optional.empty();
    private Optional<Long> sweep = Optional.empty();

    public Listener(Spec spec, Vertx vertx, Gate gate) {
        this.spec = spec;
        this.vertx = vertx;
        this.gate = gate;
        this.connections = new Connections(spec.limits.connections(), spec.limits.quiet(), spec.limits.slowestBody());
        this.router = router();
    }

    private Router router() {
        Router made = Router.router(vertx);
        made.route().failureHandler(Listener::failed);
        made.errorHandler(400, context -> error(context, 400, "Bad request"));
        made.errorHandler(404, context -> error(context, 404, "Not found"));
        made.errorHandler(405, context -> {
            context.response().putHeader("Allow", allowed(made, context.normalizedPath()));
            error(context, 405, "Method not allowed");
        });
        made.errorHandler(406, context -> error(context, 406, "Not acceptable"));
        made.errorHandler(413, context -> {
            closeSoon(context.request());
            error(context, 413, TOO_LARGE);
        });
        made.errorHandler(
                415,
                context -> JsonErrors.answer(
                        context.response(),
                        415,
                        JsonErrors.body("Unsupported media type", "Content-Type must be application/json")));
        made.errorHandler(500, context -> error(context, 500, "Internal error"));
        return made;
    }

    /** A client that breaks off in the middle of its request is nobody's failure. */
    private static void failed(RoutingContext context) {
        if (!(context.failure() instanceof HttpClosedException)) {
            context.next();
        }
    }

    private static void error(RoutingContext context, int status, String error) {
        JsonErrors.answer(context.response(), status, error);
    }

    private static String allowed(Router router, String path) {
        Set<String> methods = new TreeSet<>();
        for (var route : router.getRoutes()) {
            if (path.equals(route.getPath()) && route.methods() != null) {
                route.methods().forEach(method -> methods.add(method.name()));
            }
        }
        return String.join(", ", methods);
    }

    /** Makes the listener known to the context under the names that its routes use; once for each context. */
    public void addTo(CamelContext context) {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(spec.port);
        if (context.getRegistry().lookupByName(name) == null) {
            BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
            context.getRegistry().bind(name, new VertxPlatformHttpRouter(null, vertx, router, name) {
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
        component.setEngine(new RouteEngine(spec.port, threads, vertx, shortcuts, this::caller));
        component.setHeaderFilterStrategy(new HeaderRules());
        return component;
    }

    /** Whether this is the listener of that name. */
    public boolean isFor(String word) {
        return spec.word.equals(word);
    }

    /** Opens the port; throws one readable line when it cannot. */
    public void listen() {
        HttpServer made = vertx.createHttpServer(options());
        made.connectionHandler(connections::opened);
        made.requestHandler(this::handle);
        made.invalidRequestHandler(this::refuseUnreadable);
        try {
            made.listen().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String setting = "VPN_SENTINEL_SERVER_" + spec.word.toUpperCase(Locale.ROOT);
            throw new StartProblem("cannot listen on " + spec.host + ":" + spec.port + " (" + spec.word + "): "
                    + cause.getMessage() + "; set " + setting + "_PORT or " + setting + "_BIND");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("interrupted before listening on " + spec.host + ":" + spec.port);
        }
        server = Optional.of(made);
        long shortest = Math.min(
                spec.limits.quiet().toMillis(), spec.limits.slowestBody().toMillis());
        long often = Math.max(1, shortest / 10);
        sweep = Optional.of(vertx.setPeriodic(often, ignored -> connections.closeQuiet()));
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

    private void handle(HttpServerRequest request) {
        connections.asked(request);
        Caller caller = caller(request);
        Optional<Refusal> refusal = shape(request).or(() -> spec.guard.refuse(request, caller));
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        lowerCaseType(request);
        gate.pass(request, let -> route(let, caller), Listener::refuseDuringReload);
    }

    private static void refuseDuringReload(HttpServerRequest request) {
        JsonErrors.answer(request.response().putHeader("Retry-After", "1"), 503, "Routes are being reloaded");
    }

    private void route(HttpServerRequest request, Caller caller) {
        boolean chunked = request.getHeader("Transfer-Encoding") != null;
        request.response().endHandler(ignored -> {
            gate.left();
            if (chunked) {
                request.connection().close(); // a length beside it would not be seen here (RFC 9112 §6.3)
            }
        });
        if (!shortcuts.take(request, caller)) {
            router.handle(request);
        }
    }

    /** Media types know no case (RFC 9110 §8.3.1), the router's comparison does. */
    private static void lowerCaseType(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        if (type != null && !type.equals("application/json")) {
            request.headers().set("Content-Type", type.toLowerCase(Locale.ROOT));
        }
    }

    private Caller caller(HttpServerRequest request) {
        Address peer = connections.peer(request.connection());
        return spec.proxies.caller(peer, request.headers());
    }

    /** What no route shall see: a body that is announced too large. */
    private static Optional<Refusal> shape(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean tooLarge = length != null && (length.length() > 9 || Long.parseLong(length.strip()) > LARGEST_BODY);
        return tooLarge ? Optional.of(new Refusal(413, TOO_LARGE, "", Optional.empty())) : Optional.empty();
    }

    private void refuseUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongHttpLineException
                ? new Refusal(414, "Request line too long", "", Optional.empty())
                : cause instanceof TooLongHttpHeaderException
                        ? new Refusal(431, "Headers too large", "", Optional.empty())
                        : new Refusal(400, "Bad request", "", Optional.empty());
        closeSoon(request);
        refuse(request, refusal);
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        refusal.retryAfter()
                .ifPresent(wait -> request.response().putHeader("Retry-After", String.valueOf(wait.toSeconds())));
        if (refusal.status() == 413) {
            closeSoon(request);
        }
        JsonErrors.answer(request.response(), refusal.status(), JsonErrors.body(refusal));
    }

    /** What still comes is dropped; closing at once could take the answer away from a client that is still sending. */
    private void closeSoon(HttpServerRequest request) {
        request.response().putHeader("Connection", "close");
        vertx.setTimer(LINGER_MS, ignored -> request.connection().close());
    }

    /** Closes the port; waits for running requests, but not long. */
    public void close() {
        sweep.ifPresent(vertx::cancelTimer);
        server.ifPresent(running -> await(running.close()));
        server = Optional.empty();
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
