package vpnsentinel.launch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import vpnsentinel.network.Prefix;

/**
 * Brings requests from a {@link Listener} into routes. A route that takes a body (POST) is short and only touches memory:
 * it runs on the event loop, which saves two thread changes a request. All others run on worker threads.
 */
final class RouteEngine extends VertxPlatformHttpEngine {
    private final int port;
    private final List<Prefix> trustedProxies;

    RouteEngine(int port, List<Prefix> trustedProxies) {
        this.port = port;
        this.trustedProxies = trustedProxies;
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
                ? new EventLoopConsumer(endpoint, processor, router, trustedProxies)
                : new VertxPlatformHttpConsumer(endpoint, processor, getHandlers(), router);
    }

    private static final class EventLoopConsumer extends VertxPlatformHttpConsumer {
        private final List<Prefix> trustedProxies;

        EventLoopConsumer(
                PlatformHttpEndpoint endpoint, Processor processor, String router, List<Prefix> trustedProxies) {
            super(endpoint, processor, List.of(), router);
            this.trustedProxies = trustedProxies;
        }

        @Override
        protected void handleRequest(RoutingContext context) {
            if (isSuspended()) {
                context.fail(503);
                return;
            }
            Exchange exchange = createExchange(false);
            exchange.setPattern(ExchangePattern.InOut);
            Buffer body = context.body().buffer();
            exchange.getIn().setBody(body == null ? new byte[0] : body.getBytes());
            exchange.setProperty(Steps.CALLER, Listener.caller(context.request(), trustedProxies));
            try {
                createUoW(exchange);
            } catch (Exception e) {
                context.fail(e);
                return;
            }
            getAsyncProcessor().process(exchange, sync -> finish(context, exchange));
        }

        private void finish(RoutingContext context, Exchange exchange) {
            try {
                if (exchange.getException() != null) {
                    getExceptionHandler().handleException("request failed", exchange, exchange.getException());
                    context.fail(500);
                } else {
                    write(context.response(), exchange.getMessage());
                }
            } finally {
                doneUoW(exchange);
                releaseExchange(exchange, false);
            }
        }

        private static void write(HttpServerResponse response, Message answer) {
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
