package support;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import vpnsentinel.access.Proxies;
import vpnsentinel.api.ApiSteps;
import vpnsentinel.api.HealthSteps;
import vpnsentinel.dashboard.LogLine;
import vpnsentinel.dashboard.PageSteps;
import vpnsentinel.dashboard.Samples;
import vpnsentinel.dashboard.ServerFacts;
import vpnsentinel.dashboard.TemplateFolder;
import vpnsentinel.dashboard.Templates;
import vpnsentinel.engine.Gate;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.health.HealthReport;
import vpnsentinel.health.Part;
import vpnsentinel.http.FailureSteps;
import vpnsentinel.http.Guard;
import vpnsentinel.http.Listener;
import vpnsentinel.metrics.Metrics;

/** The shipped routes of pages, API answers, and health on real listeners, over values that a test sets. */
public final class PageServer implements AutoCloseable {
    private static final List<String> ROUTES = List.of(
            "show-dashboard",
            "show-logs",
            "show-start",
            "show-file",
            "page-failed",
            "route-failed",
            "show-status",
            "list-clients",
            "api-health",
            "show-openapi",
            "report-health",
            "report-healthz",
            "report-readiness",
            "report-startup",
            "serve-metrics");

    /** What the next request sees. */
    public volatile List<ClientView> clients = Samples.fleet();

    public volatile ServerFacts facts = Samples.server();
    public volatile List<LogLine> lines = List.of();
    public volatile HealthReport health = new HealthReport(true, List.of(Part.working(Part.Name.API)));

    private volatile boolean broken;
    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Metrics metrics = new Metrics("2.0.0");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = freePort();

    /** Starts it with the templates in the given folder, all listeners as one. */
    public PageServer(Path templates) throws Exception {
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.setStreamCaching(false);
        Placeholders.install(context, Map.of("api.path", "/api/v1"));
        InstantSource clock = () -> Samples.NOW;
        TemplateFolder folder = TemplateFolder.of(templates);
        new PageSteps(() -> whole(clients), () -> facts, () -> whole(lines), folder, clock, Samples.ZURICH)
                .bind(context.getRegistry());
        new ApiSteps(() -> whole(clients), () -> whole(health), "/api/v1", "2.0.0", clock).bind(context.getRegistry());
        new HealthSteps(() -> whole(health), () -> whole(metrics.scrape()), clock).bind(context.getRegistry());
        metrics.clients(() -> clients);
        FailureSteps.bind(context.getRegistry());
        context.getRegistry().bind("templates", Templates.of(folder));
        Gate gate = new Gate();
        Map<String, Listener.Threads> components = Map.of(
                "platform-http",
                Listener.Threads.EVENT_LOOP,
                "worker-http",
                Listener.Threads.WORKERS,
                "supervisor-http",
                Listener.Threads.EVENT_LOOP,
                "health-http",
                Listener.Threads.WORKERS,
                "dashboard-http",
                Listener.Threads.WORKERS);
        Listener listener = new Listener(
                new Listener.Spec(components, "all", "127.0.0.1", port, Optional.empty(), Guard.NOBODY, Proxies.NONE),
                vertx,
                gate);
        listener.addTo(context);
        List<Resource> files = new ArrayList<>();
        for (String route : ROUTES) {
            Path file = Path.of("server-routes", route + ".camel.yaml");
            files.add(ResourceHelper.fromString("file:" + file.getFileName(), Files.readString(file)));
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(files);
        context.start();
        listener.listen();
    }

    /** Starts it with the shipped templates. */
    public PageServer() throws Exception {
        this(Path.of("templates"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on whatever a route asks for fails. */
    public void breakEverything() {
        broken = true;
    }

    private <T> T whole(T value) {
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
        return value;
    }

    /** The metrics that {@code /metrics} shows. */
    Metrics metrics() {
        return metrics;
    }

    /** Where a path of this server is. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What the server answers to a GET, without following it anywhere. */
    public HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    /** What the server answers to a request without a body. */
    public HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("X-Marker", "not to be sent back")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        metrics.close();
    }
}
