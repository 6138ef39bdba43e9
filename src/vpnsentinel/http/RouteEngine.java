package vpnsentinel.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import vpnsentinel.access.Caller;
import vpnsentinel.ingest.Steps;

/**
 * Brings requests from a {@link Listener} into routes. A route that takes a body (POST) is short and only touches memory:
 * it runs on the event loop, which saves two thread changes a request. All others run on worker threads.
 */
final class RouteEngine extends VertxPlatformHttpEngine {
    private final int port;
    private final Vertx vertx;
    private final Shortcuts shortcuts;
    private final Function<HttpServerRequest, Caller> callers;

    RouteEngine(int port, Vertx vertx, Shortcuts shortcuts, Function<HttpServerRequest, Caller> callers) {
        this.port = port;
        this.vertx = vertx;
        this.shortcuts = shortcuts;
        this.callers = callers;
    }

    @Override
    protected void doInit() {
        // the stock engine looks for a server of its own here
    }

    @Override
    public int getServerPort() {
        return port;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        String router = VertxPlatformHttpRouter.getRouterNameFromPort(port);
        return "POST".equals(endpoint.getHttpMethodRestrict())
                ? new EventLoopConsumer(endpoint, processor, router)
                : new VertxPlatformHttpConsumer(endpoint, processor, getHandlers(), router);
    }

    /** Where a keepalive enters {@code server-routes/receive-keepalive.camel.yaml}. */
    private final class EventLoopConsumer extends VertxPlatformHttpConsumer {
        private final Shortcuts.Route shortcut = this::take;

        EventLoopConsumer(PlatformHttpEndpoint endpoint, Processor processor, String router) {
            super(endpoint, processor, List.of(), router);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            if ("application/json".equals(getEndpoint().getConsumes())) {
                shortcuts.open(getEndpoint().getPath(), shortcut);
            }
        }

        @Override
        protected void doStop() throws Exception {
            shortcuts.close(getEndpoint().getPath(), shortcut);
            super.doStop();
        }

        @Override
        protected void handleRequest(RoutingContext context) {
            Buffer body = context.body().buffer();
            take(context.request(), callers.apply(context.request()), body == null ? Buffer.buffer() : body);
        }

        private void take(HttpServerRequest request, Caller caller, Buffer body) {
            if (isSuspended()) {
                JsonErrors.answer(request.response(), 503, "Service unavailable");
                return;
            }
            Exchange exchange = createExchange(false);
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getIn().setBody(body.getBytes());
            exchange.setProperty(Steps.CALLER, caller);
            try {
                createUoW(exchange);
            } catch (Exception e) {
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
                    write(request.response(), exchange.getMessage());
                }
            } finally {
                doneUoW(exchange);
                releaseExchange(exchange, false);
            }
        }

        private void fail(HttpServerRequest request, Exchange exchange, Exception cause) {
            getExceptionHandler().handleException("request failed", exchange, cause);
            JsonErrors.answer(request.response(), 500, "Internal error");
        }

        private void write(HttpServerResponse response, Message answer) {
            if (response.ended() || response.closed()) {
                return;
            }
            if (answer.getHeader(Exchange.HTTP_RESPONSE_CODE) instanceof Integer status) {
                response.setStatusCode(status);
            }
            for (Map.Entry<String, Object> header : answer.getHeaders().entrySet()) {
                if (header.getValue() instanceof String value
                        && !header.getKey().startsWith("Camel")) {
                    response.putHeader(header.getKey(), value);
                }
            }
            Object body = answer.getBody();
            response.end(body instanceof byte[] bytes ? Buffer.buffer(bytes) : Buffer.buffer(String.valueOf(body)));
        }
    }
}
