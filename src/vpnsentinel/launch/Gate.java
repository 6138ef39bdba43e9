package vpnsentinel.launch;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.List;

/** Lets requests through to the routes, and makes them wait while routes are swapped, so that none meets a 404. */
final class Gate {
    private static final int MOST_WAITING = 2000;

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private volatile boolean closed;

    /** Hands the request on, now or when the gate opens; answers 503 when too many wait. */
    void pass(HttpServerRequest request, Handler<HttpServerRequest> next) {
        if (!closed || !park(request, next)) {
            next.handle(request);
        }
    }

    private synchronized boolean park(HttpServerRequest request, Handler<HttpServerRequest> next) {
        if (!closed) {
            return false;
        }
        if (waiting.size() >= MOST_WAITING) {
            JsonErrors.answer(request.response().putHeader("Retry-After", "1"), 503, "Routes are being reloaded");
            return true;
        }
        request.pause();
        Context context = Vertx.currentContext();
        waiting.add(() -> context.runOnContext(ignored -> {
            next.handle(request);
            request.resume();
        }));
        return true;
    }

    synchronized void close() {
        closed = true;
    }

    void open() {
        List<Runnable> released;
        synchronized (this) {
            closed = false;
            released = List.copyOf(waiting);
            waiting.clear();
        }
        released.forEach(Runnable::run);
    }
}
