package vpnsentinel.engine;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets requests through to the routes, and makes them wait while routes are swapped, so that none meets a 404. Knows how
 * many are inside: a request whose body is still on its way has found its route already, and would lose it by a swap.
 */
public final class Gate {
    private static final int MOST_WAITING = 2000;

    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean closed;

    /**
     * Hands the request on, now or when the gate opens.
     *
     * @param tooMany answers it when too many wait already
     */
    public void pass(HttpServerRequest request, Handler<HttpServerRequest> next, Handler<HttpServerRequest> tooMany) {
        inside.incrementAndGet(); // before the look at the gate, so that who closes it sees this request
        if (!closed || !park(request, next, tooMany)) {
            next.handle(request);
        }
    }

    private synchronized boolean park(
            HttpServerRequest request, Handler<HttpServerRequest> next, Handler<HttpServerRequest> tooMany) {
        if (!closed) {
            return false;
        }
        inside.decrementAndGet();
        if (waiting.size() >= MOST_WAITING) {
            tooMany.handle(request);
            return true;
        }
        request.pause();
        Context context = Vertx.currentContext();
        waiting.add(() -> context.runOnContext(ignored -> resume(request, next)));
        return true;
    }

    private void resume(HttpServerRequest request, Handler<HttpServerRequest> next) {
        if (request.response().closed()) {
            left(); // nobody waits for the answer any more
            return;
        }
        next.handle(request);
        request.resume();
    }

    /** To be called once for each request that was handed on, when it is answered or its connection is gone. */
    public void left() {
        inside.decrementAndGet();
    }

    /** Whether no request is between the gate and its answer. */
    boolean isEmpty() {
        return inside.get() == 0;
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
            inside.addAndGet(released.size());
        }
        released.forEach(Runnable::run);
    }
}
