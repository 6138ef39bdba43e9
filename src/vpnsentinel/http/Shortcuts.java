package vpnsentinel.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vpnsentinel.access.Caller;

/**
 * The paths of one listener on which a usual request, a question without a body or JSON of a known length, goes straight to
 * its route, without the router's search. What is unusual takes the way through the router, which knows how to refuse it.
 * Thread-safe.
 */
final class Shortcuts {
    private static final int MOST_DIGITS = 5;

    private final Map<Target, Route> routes = new ConcurrentHashMap<>();

    /** What a request asks for. */
    private record Target(HttpMethod method, String path) {}

    /** Takes a request whose body has arrived. */
    interface Route {
        void take(HttpServerRequest request, Caller caller, Buffer body);
    }

    /** Opens the path to requests of the method, {@code GET} or {@code POST}. */
    void open(HttpMethod method, String path, Route route) {
        routes.put(new Target(method, path), route);
    }

    void close(HttpMethod method, String path, Route route) {
        routes.remove(new Target(method, path), route);
    }

    /** Hands the request to its route as soon as its body is there; says no when the router is to look at it. */
    boolean take(HttpServerRequest request, Caller caller) {
        Route route = routes.get(new Target(request.method(), request.path()));
        if (route == null || !isUsual(request)) {
            return false;
        }
        request.body().onSuccess(body -> route.take(request, caller, body)); // who breaks off gets no answer
        return true;
    }

    private static boolean isUsual(HttpServerRequest request) {
        return hasUsualBody(request)
                && request.getHeader("Transfer-Encoding") == null
                && request.getHeader("Expect") == null
                && request.query() == null
                && request.authority() != null;
    }

    private static boolean hasUsualBody(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return HttpMethod.POST.equals(request.method())
                ? length != null && isSmall(length) && "application/json".equals(request.getHeader("Content-Type"))
                : length == null || length.equals("0");
    }

    /** Whether the length is one that is accepted; what is larger is for the router to refuse. */
    private static boolean isSmall(String length) {
        return length.length() <= MOST_DIGITS
                && length.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(length) <= Listener.LARGEST_BODY;
    }
}
