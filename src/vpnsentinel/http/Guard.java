package vpnsentinel.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vpnsentinel.access.ApiAccess;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Refusal;
import vpnsentinel.access.SourceLimit;
import vpnsentinel.access.Visitors;

/** Decides at a listener's door, before a body is read, whether a request may go on. */
public interface Guard {
    /** RFC 7239 §5.3. */
    Pattern FORWARDED_HOST = Pattern.compile("(?i)(?:^|[;,\\s])host=\"?([^\";,\\s]*)");

    /** Where a Prometheus server asks. */
    String METRICS = "/metrics";

    /** The header with the API key. */
    String KEY = "X-API-Key";

    /** Lets everybody in. */
    Guard NOBODY = (request, caller) -> Optional.empty();

    Optional<Refusal> refuse(HttpServerRequest request, Caller caller);

    /** Whether the request shows that its sender is no stranger; such connections never give way to others. */
    default boolean knows(HttpServerRequest request, Caller caller) {
        return false;
    }

    /** Lets in whom the pages are for, when the browser calls them by a name of theirs. */
    static Guard pages(Visitors visitors) {
        return (request, caller) -> visitors.refuse(caller, names(request));
    }

    /** Lets in whom health and metrics are for; the metrics, which are more to write, only so often. */
    static Guard health(Visitors visitors, SourceLimit metrics) {
        return (request, caller) -> visitors.refuse(caller)
                .or(() -> METRICS.equals(request.path())
                        ? metrics.count(caller.address(), System.currentTimeMillis())
                                .map(Refusal::tooMany)
                        : Optional.empty());
    }

    /** All names by which the server was called: by the browser, and by the proxies on the way. */
    private static List<String> names(HttpServerRequest request) {
        List<String> names = new ArrayList<>(request.headers().getAll("Host"));
        request.headers().getAll("X-Forwarded-Host").forEach(line -> names.addAll(Arrays.asList(line.split(","))));
        request.headers()
                .getAll("Forwarded")
                .forEach(line ->
                        FORWARDED_HOST.matcher(line).results().forEach(hit -> names.add(String.valueOf(hit.group(1)))));
        return names;
    }

    /** Lets in who has the key; the health path alone is open, and beats count by themselves. */
    static Guard api(ApiAccess access, String apiPath) {
        String health = apiPath + "/health";
        String beat = apiPath + "/whoami";
        return new Guard() {
            @Override
            public Optional<Refusal> refuse(HttpServerRequest request, Caller caller) {
                String key = request.getHeader(KEY);
                long now = System.currentTimeMillis();
                return beat.equals(request.path())
                        ? access.refuseBeat(caller, key, now)
                        : access.refuse(caller, key, !health.equals(request.path()), now);
            }

            @Override
            public boolean knows(HttpServerRequest request, Caller caller) {
                return access.knows(caller, request.getHeader(KEY));
            }
        };
    }
}
