package vpnsentinel.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import vpnsentinel.http.JsonErrors;
import vpnsentinel.settings.StartProblem;
import vpnsentinel.settings.Version;

/** Answers health checks of the client. The JDK's own server: the client has no other use for a bigger one. */
public final class ClientHealthServer implements AutoCloseable {
    private static final String PATH = "/client/health";

    static {
        // read once, when the server class is first used: cuts those who open a connection and say nothing
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
    }

    private final Supplier<ClientHealth> health;
    private final Asked lastHour;
    private final InstantSource clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "client-health");
        thread.setDaemon(true);
        return thread;
    });

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
            server = HttpServer.create(new InetSocketAddress(host, port), 50);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new StartProblem("cannot listen on " + host + ":" + port + " (client health): " + e.getMessage()
                    + "; set VPN_SENTINEL_HEALTH_PORT or VPN_SENTINEL_HEALTH_BIND");
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            ClientHealth now = health.get();
            switch (exchange.getRequestURI().getPath()) {
                case PATH -> answer(exchange, method, now.state() != ClientHealth.State.UNHEALTHY, report(now));
                case PATH + "/ready" -> answer(exchange, method, now.ready(), word(now.ready(), "ready", "not ready"));
                case PATH + "/startup" ->
                    answer(exchange, method, now.started(), word(now.started(), "started", "starting"));
                default -> send(exchange, method, 404, JsonErrors.body("Not found", ""));
            }
        }
    }

    private static void answer(HttpExchange exchange, String method, boolean good, Map<String, Object> body)
            throws IOException {
        if (method.equals("GET") || method.equals("HEAD")) {
            send(exchange, method, good ? 200 : 503, JsonErrors.bytes(body));
        } else {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, method, 405, JsonErrors.body("Method not allowed", ""));
        }
    }

    private static void send(HttpExchange exchange, String method, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (method.equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
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
        server.stop(0);
        threads.shutdownNow();
    }
}
