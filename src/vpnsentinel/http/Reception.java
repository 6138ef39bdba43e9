package vpnsentinel.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
import vpnsentinel.engine.Gate;

/**
 * What happens to a request between its connection and its route, each step before the next costs anything: the guard, the
 * reload's gate, the path and the method, the size. What is wrong is answered as JSON; what nobody expected, too, once.
 */
final class Reception {
    private static final String TOO_LARGE = "Body too large; at most " + Listener.LARGEST_BODY + " bytes";
    /** Refusals after which a stranger's connection ends. */
    private static final int FEW = 3;

    private final Listener.Spec spec;
    private final Gate gate;
    private final Shortcuts shortcuts;
    private final Connections connections;
    private final Complaints complaints;
    private final Router router;

    Reception(
            Listener.Spec spec,
            Vertx vertx,
            Gate gate,
            Shortcuts shortcuts,
            Connections connections,
            Complaints complaints) {
        this.spec = spec;
        this.gate = gate;
        this.shortcuts = shortcuts;
        this.connections = connections;
        this.complaints = complaints;
        this.router = router(vertx);
    }

    private Router router(Vertx vertx) {
        Router made = Router.router(vertx);
        made.route().failureHandler(Reception::failed);
        made.errorHandler(400, context -> error(context, 400, "Bad request", ""));
        made.errorHandler(404, context -> error(context, 404, "Not found", ""));
        made.errorHandler(405, context -> {
            context.response().putHeader("Allow", allowed(made, context.normalizedPath()));
            error(context, 405, "Method not allowed", "");
        });
        made.errorHandler(406, context -> error(context, 406, "Not acceptable", ""));
        made.errorHandler(413, context -> {
            Talk.of(context.request()).last();
            error(context, 413, TOO_LARGE, "");
        });
        made.errorHandler(
                415, context -> error(context, 415, "Unsupported media type", "Content-Type must be application/json"));
        made.errorHandler(500, context -> error(context, 500, "Internal error", ""));
        return made;
    }

    /** A client that breaks off in the middle of its request is nobody's failure. */
    private static void failed(RoutingContext context) {
        if (!(context.failure() instanceof HttpClosedException)) {
            context.next();
        }
    }

    private void error(RoutingContext context, int status, String error, String message) {
        refuse(context.request(), new Refusal(status, error, message, Optional.empty()));
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

    Router router() {
        return router;
    }

    /** A connection is open, and its handshake done. */
    void opened(HttpConnection connection) {
        var channel = ((ConnectionBase) connection).channel();
        Optional<Talk> talk = Optional.ofNullable(Talk.of(channel)).or(() -> connections.accept(channel));
        if (talk.isEmpty()) {
            connection.close();
            return;
        }
        channel.pipeline().addBefore("handler", "turns", new Turns(talk.get(), connections));
    }

    Caller caller(HttpServerRequest request) {
        return spec.proxies().caller(Talk.of(request).peer(), request.headers());
    }

    /** Takes a request whose head has come. */
    void handle(HttpServerRequest request) {
        within(request, this::guard);
    }

    /** What no one foresaw is most likely the request's fault, and must be neither left without an answer nor told at length. */
    private void within(HttpServerRequest request, Consumer<HttpServerRequest> work) {
        try {
            work.accept(request);
        } catch (RuntimeException e) {
            complaints.unreadable(Talk.of(request).peer(), e);
            Talk.of(request).last();
            refuse(request, new Refusal(400, "Bad request", "", Optional.empty()));
        }
    }

    private void guard(HttpServerRequest request) {
        Caller caller = caller(request);
        Talk talk = Talk.of(request);
        if (!talk.isKnown() && spec.guard().knows(request, caller)) {
            connections.known(talk);
        }
        Optional<Refusal> refusal = spec.guard().refuse(request, caller);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        lowerCaseType(request);
        gate.pass(request, let -> within(let, each -> route(each, caller)), Reception::refuseDuringReload);
    }

    private static void refuseDuringReload(HttpServerRequest request) {
        JsonErrors.answer(request.response().putHeader("Retry-After", "1"), 503, "Routes are being reloaded");
    }

    private void route(HttpServerRequest request, Caller caller) {
        Talk talk = Talk.of(request);
        request.response().endHandler(ignored -> {
            gate.left();
            talk.answered();
        });
        if (request.getHeader("Transfer-Encoding") != null) {
            talk.last(); // a length beside it would not be seen here (RFC 9112 §6.3)
        }
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

    /** Takes what is no request. */
    void handleUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongHttpLineException
                ? new Refusal(414, "Request line too long", "", Optional.empty())
                : cause instanceof TooLongHttpHeaderException
                        ? new Refusal(431, "Headers too large", "", Optional.empty())
                        : new Refusal(400, "Bad request", "", Optional.empty());
        complaints.unreadable(Talk.of(request).peer(), cause);
        Talk.of(request).last();
        refuse(request, refusal);
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        Talk.of(request).refused(FEW);
        refusal.retryAfter()
                .ifPresent(wait -> request.response().putHeader("Retry-After", String.valueOf(wait.toSeconds())));
        JsonErrors.answer(request.response(), refusal.status(), JsonErrors.body(refusal));
    }
}
