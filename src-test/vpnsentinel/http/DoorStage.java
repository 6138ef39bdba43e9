package vpnsentinel.http;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import support.RawConnection;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Proxies;
import vpnsentinel.access.Refusal;
import vpnsentinel.engine.Gate;

/** One listener with routes that a test gives it, and connections to it. Who sends the key {@code k} is no stranger. */
final class DoorStage implements AutoCloseable {
    /** Requests that a guard has seen. */
    static final AtomicInteger ASKED = new AtomicInteger();

    /** Lets everybody in, and knows who has the key. */
    static final Guard KNOWING = guard(Optional.empty());

    /** Refuses who has no key. */
    static final Guard STRICT = guard(Optional.of(new Refusal(401, "No key", "", Optional.empty())));

    private final Vertx vertx = Doorway.vertx(new VertxOptions());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<RawConnection> open = new ArrayList<>();
    private final int port = freePort();
    private final Listener listener;

    DoorStage(Limits limits, Guard guard, Optional<PemKeyCertOptions> certificate, RouteBuilder routes)
            throws Exception {
        listener = new Listener(
                new Listener.Spec(
                        Map.of("platform-http", Listener.Threads.EVENT_LOOP, "worker-http", Listener.Threads.WORKERS),
                        "api",
                        "127.0.0.1",
                        port,
                        certificate,
                        guard,
                        Proxies.NONE,
                        limits,
                        2),
                vertx,
                new Gate());
        listener.addTo(context);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.addRoutes(routes);
        context.start();
        listener.listen();
    }

    private static Guard guard(Optional<Refusal> ofStrangers) {
        return new Guard() {
            @Override
            public Optional<Refusal> refuse(HttpServerRequest request, Caller caller) {
                ASKED.incrementAndGet();
                return knows(request, caller) ? Optional.empty() : ofStrangers;
            }

            @Override
            public boolean knows(HttpServerRequest request, Caller caller) {
                return "k".equals(request.getHeader(KEY));
            }
        };
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    /** A new connection. */
    RawConnection connect() {
        return connectFrom("127.0.0.1");
    }

    /** A new connection from that address of the loopback block. */
    RawConnection connectFrom(String source) {
        RawConnection connection = RawConnection.from(source, port);
        open.add(connection);
        return connection;
    }

    /** A new connection that takes in little before it is read. */
    RawConnection narrow() {
        RawConnection connection = RawConnection.narrow(port);
        open.add(connection);
        return connection;
    }

    /** How many connections are open. */
    int connections() {
        return listener.connections();
    }

    /** A request without a body. */
    static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + String.join("", headers) + "\r\n";
    }

    /** The same with the key. */
    static String keyed(String path) {
        return get(path, "X-API-Key: k\r\n");
    }

    /** Closes the listener as a stop of the server does. */
    void stop() {
        listener.close();
    }

    @Override
    public void close() throws IOException {
        open.forEach(RawConnection::close);
        listener.close();
        context.close();
        Listener.await(vertx.close());
    }
}
