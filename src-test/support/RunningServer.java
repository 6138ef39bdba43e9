package support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demo.BotApi;
import demo.Internet;
import demo.Ports;
import demo.SimulatedClient;
import demo.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vpnsentinel.launch.ServerHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/**
 * The real server in this process, out of an environment: shipped routes and templates, free loopback ports, a folder of
 * its own, the {@link Internet} for its look-ups. Its clock runs, and can be moved on; so that nobody has to wait for
 * real, what the routes do every few seconds they do every tenth of one.
 */
public final class RunningServer implements AutoCloseable {
    /** The key that it wants. */
    public static final String KEY = "key-of-the-tests";
    /** The chat that gets its messages where there is Telegram. */
    public static final String CHAT = "4711";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it sees of the world. */
    public final Internet internet = new Internet(World.HOME);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Ports ports = Ports.free();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Path folder;
    private final ServerHalf half;

    private RunningServer(Map<String, String> environment) throws Exception {
        folder = Files.createTempDirectory("sentinel-server-");
        Map<String, String> all = new HashMap<>(ports.settings());
        all.putAll(internet.settings());
        all.put("VPN_SENTINEL_API_KEY", KEY);
        all.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        all.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "100000");
        all.put("VPN_SENTINEL_RESOLV_CONF", folder.resolve("resolv.conf").toString());
        all.put("VPN_SENTINEL_ROUTES_DIR", quickRoutes().toString());
        all.putAll(environment);
        half = ServerHalf.start(Settings.read(all, Half.SERVER), this::now);
    }

    /** A server with this environment, beside what every test server has; it listens, and knows its home line or not. */
    public static RunningServer start(Map<String, String> environment) throws Exception {
        return new RunningServer(environment);
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
        return Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(25));
    }

    /** The shipped routes, with timers of seconds ticking tenths, and one of minutes ticking as many tenths. */
    private Path quickRoutes() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("server-routes"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("server-routes"), "*.yaml")) {
            for (Path file : files) {
                String quick = Files.readString(file)
                        .replaceAll("(delay|period): (1000|5000)\n", "$1: 100\n")
                        .replace("{{silence.check-interval.millis}}", "{{silence.check-interval}}00");
                Files.writeString(routes.resolve(file.getFileName()), quick);
            }
        }
        return folder;
    }

    /** Its clock. */
    public Instant now() {
        return Instant.now().plus(ahead.get());
    }

    /** Moves its clock on. */
    public void pass(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
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
        for (JsonNode part : json(get(ports.health("/health"))).path("degraded")) {
            if (part.path("part").asText().equals("home-line")) {
                return part.path("state").asText() + ": " + part.path("reason").asText();
            }
        }
        return "";
    }

    /** Moves the clock on to the next lesson about the home line, and waits for its end. */
    public void learnsAgain() {
        int before = internet.paths().size();
        pass(Duration.ofMinutes(6));
        await().until(() -> internet.paths().size() > before + 1);
    }

    /** The body as JSON; text that is none fails. */
    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
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
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
