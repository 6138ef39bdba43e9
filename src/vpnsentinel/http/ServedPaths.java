package vpnsentinel.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import vpnsentinel.engine.RouteClash;

/** What the routes of all listeners serve. Of two that serve the same, the engine lets one answer and says nothing. */
public final class ServedPaths {
    private static final Set<String> METHODS =
            HttpMethod.values().stream().map(HttpMethod::name).collect(Collectors.toUnmodifiableSet());

    private ServedPaths() {}

    /** What one route serves; of no method means all. */
    private record Served(String route, int port, String path, Set<String> methods) {
        boolean meets(Served other) {
            return port == other.port
                    && path.equals(other.path)
                    && (methods.isEmpty()
                            || other.methods.isEmpty()
                            || methods.stream().anyMatch(other.methods::contains));
        }
    }

    /** Throws a {@link RouteClash} when two routes serve the same path, or one a method that there is not. */
    public static void refuseTwice(CamelContext context) {
        List<Served> before = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint() instanceof PlatformHttpEndpoint endpoint
                    && endpoint.getPlatformHttpEngine() instanceof RouteEngine engine) {
                Served served = new Served(
                        route.getId(),
                        engine.getServerPort(),
                        path(endpoint),
                        methods(endpoint.getHttpMethodRestrict()));
                refuseUnknown(served);
                before.stream().filter(served::meets).findFirst().ifPresent(other -> {
                    throw new RouteClash(served.route(), other.route(), "`" + served.path() + "` is already served by");
                });
                before.add(served);
            }
        }
    }

    private static void refuseUnknown(Served served) {
        served.methods().stream()
                .filter(method -> !METHODS.contains(method))
                .findFirst()
                .ifPresent(method -> {
                    throw new RouteClash(served.route(), served.route(), "there is no HTTP method '" + method + "'");
                });
    }

    private static String path(PlatformHttpEndpoint endpoint) {
        String path = endpoint.getPath();
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return plain.startsWith("/") ? plain : "/" + plain;
    }

    private static Set<String> methods(String restrict) {
        return Arrays.stream(Optional.ofNullable(restrict).orElse("").split(","))
                .map(method -> method.strip().toUpperCase(Locale.ROOT))
                .filter(method -> !method.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
