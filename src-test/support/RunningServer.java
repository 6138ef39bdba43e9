package support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import demo.BotApi;
import demo.Internet;
import demo.Ports;
import demo.ScratchFolder;
import demo.ServerProcess;
import demo.SimulatedClient;
import demo.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vpnsentinel.engine.Step;
import vpnsentinel.launch.ServerHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/**
 * The real server in this process, out of an environment: {@link EditedRoutes shipped routes} and templates, free
 * loopback ports, a folder of its own, the {@link Internet} for its look-ups. Its clock runs or stands still, and can be
 * moved on.
 */
public final class RunningServer implements AutoCloseable {
    /** The key that it wants. */
    public static final String KEY = "key-of-the-tests";
    /** The chat that gets its messages where there is Telegram. */
    public static final String CHAT = "4711";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it sees of the world. */
    public final Internet internet = new Internet(World.HOME);
    /** What it does. */
    public final EditedRoutes routes;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ports ports = Ports.free();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock;
    private final Runnable afterwards;
    private final ServerHalf half;

    /** What the API answered with JSON. */
    public record Answer(int status, String text) {
        /** The text as JSON; text that is none fails. */
        public JsonNode body() {
            return json(text);
        }

        /** The verdict's word. */
        public String verdict() {
            return body().path("verdict").asText();
        }

        /** The ids of the findings behind it. */
        public List<String> reasons() {
            List<String> ids = new ArrayList<>();
            body().path("reasons").forEach(reason -> ids.add(reason.asText()));
            return ids;
        }
    }

    private RunningServer(Path folder, Runnable afterwards, InstantSource clock, Map<String, String> environment)
            throws Exception {
        this.clock = clock;
        this.afterwards = afterwards;
        this.routes = new EditedRoutes(folder);
        Map<String, String> all = ServerProcess.environment(ports, folder, KEY, internet.settings());
        all.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "1000000");
        all.put("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT", "1000000");
        all.put("VPN_SENTINEL_ROUTES_DIR", folder.toString());
        all.putAll(environment);
        half = ServerHalf.start(Settings.read(all, Half.SERVER), this::now);
    }

    /** A server with this environment, beside what every test server has; it listens, and knows its home line or not. */
    public static RunningServer start(Map<String, String> environment) throws Exception {
        ScratchFolder folder = new ScratchFolder("sentinel-server-");
        return new RunningServer(folder.path(), folder::close, InstantSource.system(), environment);
    }

    /**
     * A server whose clock moves only when a test moves it on.
     *
     * @param folder takes its routes and its data
     * @param settings more settings as {@code NAME=value}
     */
    public static RunningServer onStoppedClock(Path folder, String... settings) throws Exception {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
        Map<String, String> environment = Stream.of(settings)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        return new RunningServer(folder, () -> {}, clock, environment);
    }

    /** A server with this environment that knows its home line. */
    public static RunningServer ready(Map<String, String> environment) throws Exception {
        RunningServer server = start(environment);
        await().until(() -> server.homeLineState().isEmpty());
        return server;
    }

    /** What makes a server talk to the stand-in for Telegram. */
    public static Map<String, String> telegram(BotApi bot) {
        return Map.of(
                "TELEGRAM_BOT_TOKEN",
                BotApi.TOKEN,
                "TELEGRAM_CHAT_ID",
                CHAT,
                "VPN_SENTINEL_TELEGRAM_API_URL",
                bot.url().toString());
    }

    /** Two environments in one, the second on top. */
    public static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    /** Waits with a bound, looking often. */
    public static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(25));
    }

    /** Waits until it is true; not for ever. */
    public static void await(String what, Callable<Boolean> condition) {
        await().alias(what).until(condition);
    }

    /** Its clock. */
    public Instant now() {
        return clock.instant().plus(ahead.get());
    }

    /** Moves its clock on. */
    public void pass(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
    }

    /** Makes it take the route files as they are now, without waiting for its watch. */
    public void take() {
        look();
        look();
    }

    /** Makes it look at the route files once, as its watch does each second. */
    public void look() {
        half.half().orElseThrow().lookForEdits();
    }

    /** Watches its steps from now on, in routes that are all loaded anew. */
    public Contracts watched() throws IOException {
        Contracts contracts = new Contracts().watch(half.half().orElseThrow().context());
        routes.edit("route-failed", "- routeConfiguration:", "# applies to all\n- routeConfiguration:");
        take();
        return contracts;
    }

    /** The steps that its routes can name. */
    public List<Step> steps() {
        return Contracts.bound(half);
    }

    /** Where it listens. */
    public Ports ports() {
        return ports;
    }

    /** What it answers to a GET of the API with the key. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(ports.api(path)).header("X-API-Key", KEY));
    }

    /** What it answers to a GET without key. */
    public HttpResponse<String> get(URI address) {
        return send(HttpRequest.newBuilder(address));
    }

    /** What it answers to the request. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(
                    request.timeout(Duration.ofSeconds(10)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it answers to a GET below the API's path with the key and these headers, names and values in turn. */
    public Answer api(String path, String... headers) {
        return ask(HttpRequest.newBuilder(ports.api("/api/v1" + path)), headers);
    }

    /** What it answers to the keepalive with the key and these headers, names and values in turn. */
    public Answer post(byte[] keepalive, String... headers) {
        return ask(keepalive(HttpRequest.BodyPublishers.ofByteArray(keepalive)), headers);
    }

    private Answer ask(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<String> answer = send(request.header("X-API-Key", KEY));
        return new Answer(answer.statusCode(), answer.body());
    }

    /** What it answers to a keepalive with the key. */
    public HttpResponse<String> keepalive(String body) {
        return send(keepalive(HttpRequest.BodyPublishers.ofString(body)).header("X-API-Key", KEY));
    }

    /** A keepalive without key. */
    public HttpRequest.Builder keepalive(HttpRequest.BodyPublisher body) {
        return HttpRequest.newBuilder(ports.api("/api/v1/keepalive"))
                .header("Content-Type", "application/json")
                .POST(body);
    }

    /** What it answers to the client's next keepalive. */
    public JsonNode hears(SimulatedClient client) {
        HttpResponse<String> answer = send(keepalive(HttpRequest.BodyPublishers.ofByteArray(client.keepalive(now())))
                .header("X-API-Key", KEY));
        if (answer.statusCode() != 200) {
            throw new AssertionError("keepalive of " + client.id() + ": " + answer.statusCode() + " " + answer.body());
        }
        return json(answer);
    }

    /** What {@code /status} says of the client. */
    public JsonNode client(String id) {
        return json(get("/api/v1/status")).path(id);
    }

    /** Waits until {@code /status} shows the client so. */
    public void awaitStatus(String id, String status) {
        await().alias(id + " is " + status)
                .until(() -> client(id).path("status").asText(), status::equals);
    }

    /** What is wrong with the home line, empty when nothing is. */
    public String homeLineState() {
        JsonNode part = degraded("home-line");
        return part.isMissingNode()
                ? ""
                : part.path("state").asText() + ": " + part.path("reason").asText();
    }

    /** Why it does not take the route files as they are, as the health page says; empty when it does. */
    public String refusal() {
        return trouble("routes");
    }

    /** What is wrong with the part, as the health page says; empty when nothing is. */
    public String trouble(String part) {
        return degraded(part).path("reason").asText();
    }

    /** What the health page says of a part that does not work as it should; missing when it does. */
    private JsonNode degraded(String name) {
        for (JsonNode part : json(get(ports.health("/health"))).path("degraded")) {
            if (part.path("part").asText().equals(name)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }

    /** The dashboard's page. */
    public String dashboard() {
        return get(ports.dashboard("/dashboard")).body();
    }

    /** The sum of all samples whose line in the metrics starts so. */
    public double metric(String start) {
        return get(ports.health("/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Moves the clock on to the next lesson about the home line, and waits for its end. */
    public void learnsAgain() {
        int before = internet.paths().size();
        pass(Duration.ofMinutes(6));
        await().until(() -> internet.paths().size() > before + 1);
    }

    /** The body as JSON; text that is none fails. */
    public static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** A connection to one of its ports, for what no HTTP client would send. */
    public RawConnection connect(int port) {
        return RawConnection.to(port);
    }

    /** Stops it, and how long that took. */
    public Duration stop() {
        long before = System.nanoTime();
        half.close();
        return Duration.ofNanos(System.nanoTime() - before);
    }

    @Override
    public void close() {
        half.close();
        internet.close();
        afterwards.run();
    }
}
