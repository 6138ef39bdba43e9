package support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A strict stand-in for the Python product's API server, written from what was measured on it: its paths, statuses,
 * field rules, 30 requests a minute for each source, and a connection that ends after each answer.
 */
public final class PythonServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT = 30;
    private static final int LONGEST = 100;

    /** What the server remembers of a client. */
    public record Client(String id, String ip, String country, String city, String provider, String dnsCountry) {}

    /** One request as it came in. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    private record Answer(int status, String body) {}

    private final ServerSocket socket;
    private final String key;
    private final boolean tls;
    private final ArrayDeque<Instant> recent = new ArrayDeque<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Client> clients = new CopyOnWriteArrayList<>();

    /** A server on a free loopback port that expects the key. */
    public PythonServer(String key) {
        this(key, ServerSocketFactory.getDefault(), false);
    }

    /** The same over TLS, with the certificate of the context. */
    public PythonServer(String key, SSLContext tls) {
        this(key, tls.getServerSocketFactory(), true);
    }

    private PythonServer(String key, ServerSocketFactory sockets, boolean tls) {
        this.key = key;
        this.tls = tls;
        try {
            socket = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "python-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where it is. */
    public String url() {
        return (tls ? "https" : "http") + "://127.0.0.1:" + socket.getLocalPort();
    }

    /** All requests so far. */
    public List<Request> requests() {
        return requests;
    }

    /** What it made of the accepted keepalives, in their order. */
    public List<Client> clients() {
        return clients;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(2_000);
                Optional<Request> request = read(connection.getInputStream());
                if (request.isPresent()) {
                    requests.add(request.get());
                    write(connection.getOutputStream(), answer(request.get()));
                }
            } catch (IOException e) {
                continue; // closed, or a client that went away
            }
        }
    }

    private Answer answer(Request request) throws IOException {
        if (isOverLimit()) {
            return error(429, "Rate limit exceeded");
        }
        boolean keepalive =
                request.path().equals("/api/v1/keepalive") && request.method().equals("POST");
        boolean status =
                request.path().equals("/api/v1/status") && request.method().equals("GET");
        if (!keepalive && !status) {
            return error(404, "Not found");
        }
        String given = request.headers().get("x-api-key");
        if (given == null) {
            return error(401, "Authentication required");
        }
        if (!given.equals(key)) {
            return error(403, "Authentication failed");
        }
        return status ? new Answer(200, "{}") : keepalive(request);
    }

    private synchronized boolean isOverLimit() {
        Instant now = Instant.now();
        while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(Duration.ofMinutes(1)))) {
            recent.removeFirst();
        }
        recent.addLast(now);
        return recent.size() > LIMIT;
    }

    private Answer keepalive(Request request) throws IOException {
        if (!"application/json".equals(request.headers().get("content-type"))) {
            return error(415, "Unsupported Media Type");
        }
        JsonNode body;
        try {
            body = JSON.readTree(request.body());
        } catch (IOException e) {
            return error(500, "Internal server error");
        }
        if (body == null || !body.isObject() || body.isEmpty()) {
            return error(400, "No JSON data provided");
        }
        String id = body.path("client_id").asText().strip();
        if (id.isEmpty()) {
            return error(400, "client_id is required");
        }
        if (id.length() > LONGEST || !id.matches("[a-zA-Z0-9._-]+")) {
            return error(400, "Invalid client_id format");
        }
        clients.add(client(id, body));
        ObjectNode answer = JSON.createObjectNode();
        answer.put("status", "ok")
                .put("message", "Keepalive received")
                .put("server_time", Instant.now().toString());
        return new Answer(200, answer.toString());
    }

    private static Client client(String id, JsonNode body) {
        JsonNode location = body.path("location");
        return new Client(
                id,
                text(body.path("public_ip")),
                text(location.path("country")),
                text(location.path("city")),
                text(location.path("org")),
                text(body.path("dns_test").path("location")));
    }

    /** Longer texts and other letters than ASCII are not kept. */
    private static String text(JsonNode value) {
        String text = value.asText("Unknown");
        return text.length() > LONGEST || !text.matches("[ -~]+") ? "Unknown" : text;
    }

    private static Answer error(int status, String error) {
        ObjectNode body = JSON.createObjectNode();
        body.put("error", error);
        if (status == 403) {
            body.put("message", "Invalid API key");
        }
        return new Answer(status, body.toString());
    }

    private static Optional<Request> read(InputStream raw) throws IOException {
        InputStream in = new BufferedInputStream(raw);
        String[] first = line(in).split(" ", -1);
        if (first.length < 2) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new Request(first[0], first[1], headers, body));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static void write(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.0 " + answer.status() + " X\r\nServer: Werkzeug\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
