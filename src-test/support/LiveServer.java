package support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demo.Internet;
import demo.Ports;
import demo.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import vpnsentinel.launch.ServerHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The real server half on loopback, with the shipped routes copied to a folder that a test may edit. */
public final class LiveServer implements AutoCloseable {
    public static final String KEY = "test-key";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ObjectMapper JSON = new ObjectMapper();

    public final Internet internet = new Internet(World.HOME);
    public final Path routes;
    private final Ports ports = Ports.free();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerHalf server;
    private volatile Instant now = Instant.parse("2026-11-22T08:00:00Z");

    /** What the server answered. */
    public record Answer(int status, byte[] bytes) {
        public JsonNode body() {
            try {
                return JSON.readTree(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String verdict() {
            return body().path("verdict").asText();
        }

        public List<String> reasons() {
            List<String> ids = new ArrayList<>();
            body().path("reasons").forEach(reason -> ids.add(reason.asText()));
            return ids;
        }
    }

    /**
     * Starts it.
     *
     * @param folder an empty folder
     * @param settings more settings as {@code NAME=value}
     */
    public LiveServer(Path folder, String... settings) throws Exception {
        routes = folder.resolve("server-routes");
        Files.createDirectories(routes);
        copy();
        Map<String, String> environment = new HashMap<>(ports.settings());
        environment.putAll(internet.settings());
        environment.put("VPN_SENTINEL_API_KEY", KEY);
        environment.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        environment.put("VPN_SENTINEL_ROUTES_DIR", folder.toString());
        environment.put(
                "VPN_SENTINEL_RESOLV_CONF", folder.resolve("resolv.conf").toString());
        environment.put("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "1000000");
        environment.put("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT", "1000000");
        environment.put("VPN_SENTINEL_TELEGRAM_ENABLED", "false");
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            environment.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        InstantSource clock = () -> now;
        server = ServerHalf.start(Settings.read(environment, Half.SERVER), clock);
    }

    private void copy() throws IOException {
        for (Path file : filesIn(Path.of("server-routes"))) {
            Files.copy(file, routes.resolve(file.getFileName()));
        }
        // lessons about the home line and look-ups at a test's pace
        edit("learn-home-line", "period: 1000", "period: 100");
        edit("look-up-addresses", "period: 250", "period: 50");
        edit("judge-again", "period: 250", "period: 50");
    }

    /** The route files as they are now. */
    public List<Path> files() throws IOException {
        return filesIn(routes);
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Deletes all route files. */
    public void clear() throws IOException {
        for (Path file : filesIn(routes)) {
            Files.delete(file);
        }
    }

    /** Undoes all edits. */
    public void restore() throws IOException {
        clear();
        copy();
    }

    public void step(Duration by) {
        now = now.plus(by);
    }

    public Path file(String stem) {
        return routes.resolve(stem + ".camel.yaml");
    }

    public String read(String stem) {
        try {
            return Files.readString(file(stem));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a route file as a careful editor does: at one stroke. */
    public void write(String stem, String text) throws IOException {
        Path draft = routes.resolve("." + stem);
        Files.writeString(draft, text);
        Files.move(draft, file(stem), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Replaces words that stand in the file. */
    public void edit(String stem, String old, String fresh) throws IOException {
        String text = read(stem);
        if (!text.contains(old)) {
            throw new IllegalArgumentException("'" + old + "' is not in " + stem);
        }
        write(stem, text.replace(old, fresh));
    }

    /** Makes the server take the files as they are now, without waiting for its watch. */
    public void take() {
        look();
        look();
    }

    /** Makes the server look at the files once, as its watch does each second. */
    public void look() {
        server.half().orElseThrow().lookForEdits();
    }

    public void delete(String stem) throws IOException {
        Files.delete(file(stem));
    }

    public Answer post(byte[] keepalive, String... headers) throws Exception {
        return ask(
                HttpRequest.newBuilder(ports.api("/api/v1/keepalive"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(keepalive)),
                headers);
    }

    public Answer api(String path, String... headers) throws Exception {
        return ask(HttpRequest.newBuilder(ports.api("/api/v1" + path)), headers);
    }

    private Answer ask(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        HttpResponse<byte[]> response = http.send(
                request.header("X-API-Key", KEY).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.body());
    }

    /** The status of the answer to a GET, on the API's listener. */
    public int get(String path) throws Exception {
        return ask(HttpRequest.newBuilder(ports.api(path))).status();
    }

    /** What is degraded, as the health page says it: {@code routes: edit refused: …}; empty when nothing is. */
    public String refusal() throws Exception {
        JsonNode health = JSON.readTree(text(ports.health("/health")));
        for (JsonNode part : health.path("degraded")) {
            if (part.path("part").asText().equals("routes")) {
                return part.path("reason").asText();
            }
        }
        return "";
    }

    public String dashboard() throws Exception {
        return text(ports.dashboard("/dashboard"));
    }

    /** The sum of all samples whose line in the metrics starts so. */
    public double metric(String start) throws Exception {
        return text(ports.health("/metrics"))
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    public int apiPort() {
        return ports.api();
    }

    private String text(URI at) throws Exception {
        return http.send(HttpRequest.newBuilder(at).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Waits until it is true; not for ever. */
    public static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }

    @Override
    public void close() {
        server.close();
        internet.close();
    }
}
