package vpnsentinel.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.http.JsonErrors;
import vpnsentinel.http.QuestionListener;
import vpnsentinel.network.Address;
import vpnsentinel.settings.StartProblem;
import vpnsentinel.settings.Version;

/**
 * Answers health checks of the client: one a connection, and those who open one and say nothing hold up nobody. The client
 * has no other use for a bigger server.
 */
public final class ClientHealthServer implements AutoCloseable {
    private static final String PATH = "/client/health";
    private static final int LARGEST = 8192;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]+) (/[^ ?#]*)\\S* HTTP/1\\.[01]");
    private static final Pattern END = Pattern.compile("\\r?\\n\\r?\\n");
    private static final Map<Integer, String> PHRASES = Map.of(
            200, "OK",
            400, "Bad Request",
            404, "Not Found",
            405, "Method Not Allowed",
            503, "Service Unavailable");

    private final Supplier<ClientHealth> health;
    private final Asked lastHour;
    private final InstantSource clock;
    private final QuestionListener listener;

    /**
     * How often others were asked in the last hour.
     *
     * @param echoes echo providers, by HTTP
     * @param names name servers, by DNS
     * @param datagrams STUN servers
     */
    public record Asked(IntSupplier echoes, IntSupplier names, IntSupplier datagrams) {}

    /** Starts to listen; throws when the address cannot be listened on. */
    public ClientHealthServer(
            String host, int port, Supplier<ClientHealth> health, Asked lastHour, InstantSource clock) {
        this.health = health;
        this.lastHour = lastHour;
        this.clock = clock;
        try {
            listener = new QuestionListener(
                    "client health", new InetSocketAddress(host, port), LARGEST, PATIENCE, this::answer);
        } catch (IOException e) {
            throw new StartProblem("cannot listen on " + host + ":" + port + " (client health): " + e.getMessage()
                    + "; set VPN_SENTINEL_HEALTH_PORT or VPN_SENTINEL_HEALTH_BIND");
        }
    }

    private Optional<byte[]> answer(ByteBuffer soFar, boolean whole, Address from) {
        String head = StandardCharsets.ISO_8859_1.decode(soFar).toString();
        if (!END.matcher(head).find()) {
            return whole && !head.isEmpty()
                    ? Optional.of(reply("GET", 400, JsonErrors.body("Bad request", "")))
                    : Optional.empty();
        }
        Matcher line = REQUEST_LINE.matcher(head.lines().findFirst().orElse(""));
        return Optional.of(
                line.matches()
                        ? answer(String.valueOf(line.group(1)), String.valueOf(line.group(2)))
                        : reply("GET", 400, JsonErrors.body("Bad request", "")));
    }

    private byte[] answer(String method, String path) {
        ClientHealth now = health.get();
        return switch (path) {
            case PATH -> answer(method, now.state() != ClientHealth.State.UNHEALTHY, report(now));
            case PATH + "/ready" -> answer(method, now.ready(), word(now.ready(), "ready", "not ready"));
            case PATH + "/startup" -> answer(method, now.started(), word(now.started(), "started", "starting"));
            default -> reply(method, 404, JsonErrors.body("Not found", ""));
        };
    }

    private static byte[] answer(String method, boolean good, Map<String, Object> body) {
        return method.equals("GET") || method.equals("HEAD")
                ? reply(method, good ? 200 : 503, JsonErrors.bytes(body))
                : reply(method, 405, JsonErrors.body("Method not allowed", ""), "Allow: GET, HEAD\r\n");
    }

    private static byte[] reply(String method, int status, byte[] body, String... headers) {
        byte[] head = ("HTTP/1.1 " + status + " " + PHRASES.get(status) + "\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length + "\r\nConnection: close\r\n" + String.join("", headers)
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return method.equals("HEAD")
                ? head
                : ByteBuffer.allocate(head.length + body.length)
                        .put(head)
                        .put(body)
                        .array();
    }

    private Map<String, Object> report(ClientHealth now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", now.state().word());
        body.put("checks", now.checks());
        body.put("issues", now.issues());
        body.put("system", system());
        body.put("timestamp", clock.instant().toString());
        return body;
    }

    private Map<String, Object> system() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> system = new LinkedHashMap<>();
        system.put("version", Version.text());
        system.put("java", Runtime.version().toString());
        system.put(
                "started",
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime())
                        .toString());
        system.put("memory_bytes", runtime.totalMemory() - runtime.freeMemory());
        system.put("third_party_requests_last_hour", lastHour.echoes().getAsInt());
        system.put("dns_questions_last_hour", lastHour.names().getAsInt());
        system.put("stun_questions_last_hour", lastHour.datagrams().getAsInt());
        return system;
    }

    private Map<String, Object> word(boolean good, String yes, String no) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", good ? yes : no);
        body.put("timestamp", clock.instant().toString());
        return body;
    }

    @Override
    public void close() {
        listener.close();
    }
}
