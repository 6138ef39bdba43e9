package support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on a free loopback port that answers everything as a test says. */
public final class FakeWeb implements AutoCloseable {
    /** What came in: {@code GET /json?x=1}. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    public final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    public final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer answer = new Answer(200, "", Map.of());

    private volatile boolean hanging;
    private final Map<String, Answer> special = new ConcurrentHashMap<>();

    private record Answer(int status, String body, Map<String, String> headers) {}

    public FakeWeb() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public FakeWeb answers(int status, String body, String... namesAndValues) {
        Map<String, String> extra = new HashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            extra.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        answer = new Answer(status, body, extra);
        return this;
    }

    /** What has this word in its address is answered otherwise. */
    public FakeWeb answersTo(String word, int status, String body) {
        special.put(word, new Answer(status, body, Map.of()));
        return this;
    }

    /** From now on it takes requests, and answers none. */
    public FakeWeb hangs() {
        hanging = true;
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> seen = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> seen.put(name, String.join(",", values)));
        headers.add(seen);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        if (hanging) {
            awaitClose();
        }
        Answer now = special.keySet().stream()
                .filter(exchange.getRequestURI().toString()::contains)
                .map(special::get)
                .findFirst()
                .orElse(answer);
        now.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = now.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void awaitClose() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
