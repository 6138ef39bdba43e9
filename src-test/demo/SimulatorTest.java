package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveFormat;

/** The fleet reaches a server over HTTP, each client in its own rhythm. */
class SimulatorTest {
    private final List<Keepalive> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger orders = new AtomicInteger();
    private HttpServer server;
    private Simulator simulator;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.createContext("/api/v1/keepalive", exchange -> {
            try (exchange) {
                received.add(KeepaliveFormat.read(exchange.getRequestBody().readAllBytes()));
                String probe = orders.getAndDecrement() > 0 ? "\"now\"" : "null";
                byte[] body = ("{\"status\":\"ok\",\"probe\":" + probe + "}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status.get(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        simulator = new Simulator(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "key");
    }

    @AfterEach
    void close() {
        simulator.close();
        server.stop(0);
    }

    @Test
    void everyClientOfALargeFleetIsHeard() {
        for (int i = 0; i < 1000; i++) {
            simulator.join(client("c" + i, Duration.ofSeconds(2)));
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> distinctClients() == 1000);
        assertThat(simulator.tally().failed()).isZero();
    }

    @Test
    void aSilentClientSendsNothingUntilItSpeaks() {
        SimulatedClient client = client("tokyo", Duration.ofMillis(20));
        client.fallSilent();

        simulator.join(client);
        Simulator.await(simulator.sendNow(client("other", Duration.ofSeconds(1))));
        assertThat(received).extracting(Keepalive::clientId).containsExactly("other");

        client.speak();
        await().atMost(Duration.ofSeconds(5)).until(() -> distinctClients() == 2);
    }

    @Test
    void anOrderedProbeIsAnsweredByAllProvidersAtOnce() {
        orders.set(1);

        Simulator.await(simulator.sendNow(client("tokyo", Duration.ofSeconds(300))));

        assertThat(received)
                .extracting(
                        keepalive -> keepalive.report().orElseThrow().exits().size())
                .containsExactly(2, 3);
    }

    @Test
    void refusalsAreCounted() {
        status.set(429);

        Simulator.await(simulator.sendNow(client("tokyo", Duration.ofSeconds(300))));

        assertThat(simulator.tally()).isEqualTo(new Simulator.Tally(0, 1, 0));
    }

    @Test
    void aClientThatLeavesSaysSo() {
        SimulatedClient client = client("tokyo", Duration.ofSeconds(300));
        simulator.join(client);

        Simulator.await(simulator.leave(client));

        assertThat(received.get(received.size() - 1).stopping()).isTrue();
    }

    private static SimulatedClient client(String id, Duration interval) {
        return new SimulatedClient(id, Dialect.EVIDENCE, interval, 1, Situation.behind(World.TOKYO));
    }

    private long distinctClients() {
        return received.stream().map(Keepalive::clientId).distinct().count();
    }
}
