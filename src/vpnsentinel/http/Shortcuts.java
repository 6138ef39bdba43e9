package vpnsentinel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vpnsentinel.access.Caller;

/**
 * The paths of one listener on which a usual request, JSON of a known length, goes straight to its route, without the
 * router's search. What is unusual takes the way through the router, which knows how to refuse it. Thread-safe.
 */
final class Shortcuts {
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    /** Takes a request whose body has arrived. */
    interface Route {
        void take(HttpServerRequest request, Caller caller, Buffer body);
    }

    void open(String path, Route route) {
        routes.put(path, route);
    }

    void close(String path, Route route) {
        routes.remove(path, route);
    }

    /** Hands the request to its route as soon as its body is there; says no when the router is to look at it. */
    boolean take(HttpServerRequest request, Caller caller) {
        Route route = routes.get(request.path());
        if (route == null || !isUsual(request)) {
            return false;
        }
        request.body().onSuccess(body -> route.take(request, caller, body)); // who breaks off gets no answer
        return true;
    }

    private static boolean isUsual(HttpServerRequest request) {
        return HttpMethod.POST.equals(request.method())
                && "application/json".equals(request.getHeader("Content-Type"))
                && request.getHeader("Content-Length") != null
                && request.getHeader("Transfer-Encoding") == null
                && request.getHeader("Expect") == null
                && request.authority() != null;
    }
}
