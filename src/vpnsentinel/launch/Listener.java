package vpnsentinel.launch;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * One HTTP listener with limits and time-outs. Routes reach it as {@code NAME:/path}, NAME being that of its component.
 * What is wrong before a route is reached is answered as JSON here.
 */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /** Largest accepted body, in bytes. */
    static final int LARGEST_BODY = 64 * 1024;

    private static final int MOST_CONNECTIONS = 5_000;
    private static final long SLOWEST_REQUEST_MS = 15_000;

    /**
     * What a listener is.
     *
     * @param component name of the component in routes
     * @param word its name for people
     */
    record Spec(
            String component,
            String word,
            String host,
            int port,
            Optional<PemKeyCertOptions> certificate,
            Guard guard,
            List<Prefix> trustedProxies) {}

    private final Spec spec;
    private final Vertx vertx;
    private final Gate gate;
    private final Router router;
    private final AtomicInteger open = new AtomicInteger();
    private Optional<HttpServer> server = Optional.empty();

    Listener(Spec spec, Vertx vertx, Gate gate) {
        this.spec = spec;
        this.vertx = vertx;
        this.gate = gate;
        this.router = router();
    }

    private Router router() {
        Router made = Router.router(vertx);
        made.errorHandler(400, context -> error(context, 400, "Bad request"));
        made.errorHandler(404, context -> error(context, 404, "Not found"));
        made.errorHandler(405, context -> {
            context.response().putHeader("Allow", allowed(made, context.normalizedPath()));
            error(context, 405, "Method not allowed");
        });
        made.errorHandler(406, context -> error(context, 406, "Not acceptable"));
        made.errorHandler(413, context -> {
            context.response().putHeader("Connection", "close");
            error(context, 413, "Body too large; at most " + LARGEST_BODY + " bytes");
        });
        made.errorHandler(415, context -> error(context, 415, "Content-Type must be application/json"));
        made.errorHandler(500, context -> error(context, 500, "Internal error"));
        return made;
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

    /** Makes the listener known to the context under the name that its routes use; once for each context. */
    void component(CamelContext context) {
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
        PlatformHttpComponent component = new PlatformHttpComponent();
        component.setEngine(new RouteEngine(spec.port, spec.trustedProxies));
        component.setHeaderFilterStrategy(new AnswerHeaders());
        context.addComponent(spec.component, component);
    }

    /** Whether this is the listener of that name. */
    boolean isFor(String word) {
        return spec.word.equals(word);
    }

    /** Opens the port; throws one readable line when it cannot. */
    void listen() {
        HttpServer made = vertx.createHttpServer(options());
        made.connectionHandler(connection -> {
            connection.closeHandler(ignored -> open.decrementAndGet());
            if (open.incrementAndGet() > MOST_CONNECTIONS) {
                connection.close();
            }
        });
        made.requestHandler(this::handle);
        try {
            made.listen().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new StartProblem(
                    "cannot listen on " + spec.host + ":" + spec.port + " (" + spec.word + "): " + cause.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("interrupted before listening on " + spec.host + ":" + spec.port);
        }
        server = Optional.of(made);
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(spec.host)
                .setPort(spec.port)
                .setMaxHeaderSize(8192)
                .setMaxInitialLineLength(4096)
                .setMaxChunkSize(8192)
                .setIdleTimeout(60)
                .setReadIdleTimeout(30)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setAcceptBacklog(1024)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
        spec.certificate.ifPresent(pem -> options.setSsl(true)
                .setUseAlpn(false)
                .setKeyCertOptions(pem)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2")));
        return options;
    }

    private void handle(HttpServerRequest request) {
        Optional<Refusal> refusal =
                shape(request).or(() -> spec.guard.refuse(request, caller(request, spec.trustedProxies)));
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        long timer = vertx.setTimer(SLOWEST_REQUEST_MS, ignored -> {
            if (!request.isEnded()) {
                request.connection().close(); // a body that trickles in
            }
        });
        request.response().endHandler(ignored -> vertx.cancelTimer(timer));
        gate.pass(request, router);
    }

    static Caller caller(HttpServerRequest request, List<Prefix> trusted) {
        Address peer = Address.parse(request.remoteAddress().hostAddress()).orElseThrow();
        return Caller.of(peer, request.getHeader("X-Forwarded-For"), trusted);
    }

    /** What no route shall see: a body that is announced too large, or twice. */
    private static Optional<Refusal> shape(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return Optional.empty();
        }
        if (request.getHeader("Transfer-Encoding") != null) {
            return Optional.of(new Refusal(400, "Content-Length and Transfer-Encoding together", "", Optional.empty()));
        }
        boolean tooLarge = length.length() > 9 || Long.parseLong(length.strip()) > LARGEST_BODY;
        return tooLarge
                ? Optional.of(
                        new Refusal(413, "Body too large; at most " + LARGEST_BODY + " bytes", "", Optional.empty()))
                : Optional.empty();
    }

    private static void refuse(HttpServerRequest request, Refusal refusal) {
        refusal.retryAfter()
                .ifPresent(wait -> request.response().putHeader("Retry-After", String.valueOf(wait.toSeconds())));
        if (refusal.status() == 413) {
            request.response().putHeader("Connection", "close");
        }
        JsonErrors.answer(request.response(), refusal.status(), JsonErrors.body(refusal));
    }

    /** Closes the port; waits for running requests, but not long. */
    void close() {
        server.ifPresent(running -> await(running.close()));
        server = Optional.empty();
    }

    /** Waits for the end of something that is being closed, but not long: the process ends anyway. */
    static void await(Future<Void> closing) {
        try {
            closing.toCompletionStage().toCompletableFuture().get(2, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("not closed in time cause={}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
