package vpnsentinel.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Function;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import vpnsentinel.access.Caller;

/** Brings requests from a {@link Listener} into the routes of one component, on the threads of that component. */
final class RouteEngine extends VertxPlatformHttpEngine {
    private final int port;
    private final Listener.Threads threads;
    private final Vertx vertx;
    private final Shortcuts shortcuts;
    private final Function<HttpServerRequest, Caller> callers;
    private final Load load;

    RouteEngine(
            int port,
            Listener.Threads threads,
            Vertx vertx,
            Shortcuts shortcuts,
            Function<HttpServerRequest, Caller> callers,
            Load load) {
        this.port = port;
        this.threads = threads;
        this.vertx = vertx;
        this.shortcuts = shortcuts;
        this.callers = callers;
        this.load = load;
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
        return threads == Listener.Threads.EVENT_LOOP
                ? new EventLoopConsumer(endpoint, processor, router, vertx, shortcuts, callers, load)
                : new WorkerConsumer(endpoint, processor, router, callers, load);
    }
}
