package vpnsentinel.http;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import vpnsentinel.access.Caller;

/**
 * Runs a route on the event loop, which saves two thread changes a request. The same thread serves many connections of the
 * listener, so that a step that waits, or works for long, holds up everybody: nothing in such a route may block. Here a
 * keepalive enters {@code server-routes/receive-keepalive.camel.yaml}.
 */
final class EventLoopConsumer extends VertxPlatformHttpConsumer {
    private static final String JSON = "application/json";
    private static final MultiMap NO_QUERY = MultiMap.caseInsensitiveMultiMap();

    private final Vertx vertx;
    private final Shortcuts shortcuts;
    private final Function<HttpServerRequest, Caller> callers;
    private final Load load;
    private final AnswerMessage answers;
    private final Shortcuts.Route shortcut = this::take;

    EventLoopConsumer(
            PlatformHttpEndpoint endpoint,
            Processor processor,
            String router,
            Vertx vertx,
            Shortcuts shortcuts,
            Function<HttpServerRequest, Caller> callers,
            Load load) {
        super(endpoint, processor, List.of(), router);
        this.vertx = vertx;
        this.shortcuts = shortcuts;
        this.callers = callers;
        this.load = load;
        this.answers = new AnswerMessage(endpoint);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        usualMethod().ifPresent(method -> shortcuts.open(method, getEndpoint().getPath(), shortcut));
    }

    @Override
    protected void doStop() throws Exception {
        usualMethod().ifPresent(method -> shortcuts.close(method, getEndpoint().getPath(), shortcut));
        super.doStop();
    }

    /** The method whose usual requests need nothing that only the router can do. */
    private Optional<HttpMethod> usualMethod() {
        PlatformHttpEndpoint endpoint = getEndpoint();
        boolean plain = endpoint.getPath().indexOf('{') < 0
                && endpoint.getProduces() == null
                && endpoint.getRequestTimeout() == 0;
        List<String> methods =
                List.of(String.valueOf(endpoint.getHttpMethodRestrict()).split(","));
        if (plain && methods.contains("POST") && JSON.equals(endpoint.getConsumes())) {
            return Optional.of(HttpMethod.POST);
        }
        return plain && methods.contains("GET") && endpoint.getConsumes() == null
                ? Optional.of(HttpMethod.GET)
                : Optional.empty();
    }

    @Override
    protected void handleRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        Buffer body = context.body().buffer();
        take(
                request,
                callers.apply(request),
                body == null ? Buffer.buffer() : body,
                context.queryParams(), // first of all to be read: what cannot be is answered with 400
                context.pathParams());
    }

    private void take(HttpServerRequest request, Caller caller, Buffer body) {
        take(request, caller, body, NO_QUERY, Map.of());
    }

    private void take(
            HttpServerRequest request, Caller caller, Buffer body, MultiMap query, Map<String, String> pathParameters) {
        if (isSuspended()) {
            JsonErrors.answer(request.response(), 503, "Service unavailable");
            return;
        }
        if (!load.take()) {
            Load.refuse(request.response());
            return;
        }
        Exchange exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOut);
        exchange.setProperty(RequestMessage.CALLER, caller);
        exchange.setIn(new RequestMessage(
                exchange,
                new RequestMessage.Head(
                        request, query, pathParameters, getEndpoint().getHeaderFilterStrategy())));
        exchange.getIn().setBody(body.getBytes());
        try {
            createUoW(exchange);
        } catch (Exception e) {
            load.giveBack();
            fail(request, exchange, e);
            return;
        }
        Context loop = vertx.getOrCreateContext();
        // after all requests that have arrived by now: answers that leave together wake their readers once
        getAsyncProcessor().process(exchange, sync -> loop.runOnContext(later -> finish(request, exchange)));
    }

    private void finish(HttpServerRequest request, Exchange exchange) {
        try {
            if (exchange.getException() != null) {
                fail(request, exchange, exchange.getException());
            } else {
                answers.write(exchange, request.response());
            }
        } catch (Exception e) {
            fail(request, exchange, e);
        } finally {
            load.giveBack();
            doneUoW(exchange);
            releaseExchange(exchange, false);
        }
    }

    private void fail(HttpServerRequest request, Exchange exchange, Exception cause) {
        getExceptionHandler().handleException("request failed", exchange, cause);
        JsonErrors.answer(request.response(), 500, "Internal error");
    }
}
