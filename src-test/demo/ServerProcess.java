package demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The real server in a process of its own, with a random key, and the questions that one asks it. */
public final class ServerProcess implements AutoCloseable {
    /** What is started. */
    public static final List<String> MAIN = List.of("vpnsentinel.launch.Sentinel", "server");

    private static final Duration TO_START = Duration.ofSeconds(60);
    private static final Duration TO_BE_READY = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ports ports;
    private final String key;
    private final ChildJvm child;

    /**
     * Starts the server; it is not yet {@link #awaitReady ready}.
     *
     * @param folder takes its data and its log
     * @param settings what is to be set beside ports, key, and data folder
     */
    public ServerProcess(Ports ports, Path folder, List<String> options, Map<String, String> settings) {
        this.ports = ports;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.key = HexFormat.of().formatHex(random);
        this.child = ChildJvm.ofProduct(
                options, MAIN, environment(ports, folder, key, settings), folder.resolve("server.log"));
    }

    /** The settings of a server that listens on these ports, wants this key, and keeps to the folder, with more on top. */
    public static Map<String, String> environment(Ports ports, Path folder, String key, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(ports.settings());
        all.put("VPN_SENTINEL_API_KEY", key);
        all.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        all.put("VPN_SENTINEL_RESOLV_CONF", "/dev/null"); // no name server
        all.putAll(more);
        return all;
    }

    /** The key that its clients present. */
    public String key() {
        return key;
    }

    /** Where it listens. */
    public Ports ports() {
        return ports;
    }

    /** The number of its process. */
    public long pid() {
        return child.pid();
    }

    /**
     * Waits until the server answers, and then a while for its home line.
     *
     * @throws IllegalStateException with its last words when it does not come up
     */
    public void awaitReady() {
        if (!answersWithin(TO_START, ports.health("/health"))) {
            throw new IllegalStateException("the server did not start; its last words:\n" + child.lastWords());
        }
        answersWithin(TO_BE_READY, ports.health("/health/ready"));
    }

    private boolean answersWithin(Duration patience, URI address) {
        Instant end = Instant.now().plus(patience);
        while (child.isAlive() && Instant.now().isBefore(end)) {
            if (get(address).status() == 200) {
                return true;
            }
            Pause.of(Duration.ofMillis(100));
        }
        return false;
    }

    /** What the server answers to a GET with its key; status 0 when nothing. */
    public Reply get(URI address) {
        return ask(HttpRequest.newBuilder(address));
    }

    /** What the server answers to the keepalive; status 0 when nothing. */
    public Reply post(byte[] keepalive) {
        return ask(HttpRequest.newBuilder(ports.api("/api/v1/keepalive"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(keepalive)));
    }

    private Reply ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(Duration.ofSeconds(5))
                            .header("X-API-Key", key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Reply(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply(0, "");
        }
    }

    /** Stops the server, within 4 s. */
    @Override
    public void close() {
        child.close();
    }

    /** An answer over HTTP. */
    public record Reply(int status, String body) {}
}
