package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import vpnsentinel.network.Address;

/** One provider of the simulated internet, listening on a loopback port of its own. */
final class EchoService implements AutoCloseable {
    private static final String PORTAL =
            "<!doctype html><title>Welcome</title><p>Please log in to use this network.</p>";

    private final Provider provider;
    private final Function<Address, Optional<Line>> table;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(Daemons::thread);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private volatile Line caller;
    private volatile Failure failure = Failure.NONE;

    EchoService(Provider provider, Function<Address, Optional<Line>> table, Line caller) {
        this.provider = provider;
        this.table = table;
        this.caller = caller;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void callerIsOn(Line line) {
        caller = line;
    }

    void fail(Failure how) {
        failure = how;
    }

    List<String> paths() {
        return paths;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            paths.add(exchange.getRequestURI().getPath());
            provider.headers(failure == Failure.TOO_MANY).forEach(exchange.getResponseHeaders()::set);
            switch (failure) {
                case NONE -> tell(exchange);
                case SERVER_ERROR -> send(exchange, 500, "text/plain", "Internal Server Error");
                case TOO_MANY -> send(exchange, 429, "application/json", provider.tooMany());
                case HANGS -> hang();
                case GARBAGE -> send(exchange, 200, "application/json", "{\"ip\": \"203.0.11");
                case CAPTIVE_PORTAL -> send(exchange, 200, "text/html", PORTAL);
            }
        }
    }

    private void tell(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        Optional<String> asked = provider.asked(uri.getPath(), caller.address());
        if (asked.isEmpty()) {
            send(exchange, 404, "text/plain", "Not Found");
            return;
        }
        String query = Optional.ofNullable(uri.getQuery()).orElse("");
        Optional<Line> line = Address.parse(asked.get()).flatMap(this::line);
        ObjectNode body =
                line.map(known -> provider.known(known, query)).orElseGet(() -> provider.unknown(asked.get(), query));
        send(exchange, 200, "application/json; charset=utf-8", body.toString());
    }

    /** The caller's line is known even where a lie about it is in no table. */
    private Optional<Line> line(Address address) {
        Line own = caller;
        return address.equals(own.address()) ? Optional.of(own) : table.apply(address);
    }

    private void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (body.length == 0) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
