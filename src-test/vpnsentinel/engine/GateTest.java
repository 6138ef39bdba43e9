package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gate before a real server whose answers a test holds back. */
class GateTest {
    private final Gate gate = new Gate();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpServerRequest> arrived = new CopyOnWriteArrayList<>();
    private final List<Guest> inside = new CopyOnWriteArrayList<>();
    private int port;

    /** A request that has come through with its body. */
    private record Guest(HttpServerRequest request, Buffer body) {
        void answer() {
            request.response().end(body);
        }
    }

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> {
            arrived.add(request);
            gate.pass(
                    request,
                    this::enter,
                    full -> full.response().setStatusCode(503).end());
        });
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void enter(HttpServerRequest request) {
        request.response().endHandler(ignored -> gate.left());
        request.bodyHandler(body -> inside.add(new Guest(request, body)));
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private CompletableFuture<HttpResponse<String>> ask() {
        int before = arrived.size();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port))
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString("body"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await(() -> assertThat(arrived).hasSize(before + 1));
        return answer;
    }

    private static void await(org.awaitility.core.ThrowingRunnable claim) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(claim);
    }

    @Test
    void anOpenGateLetsARequestThroughAndKnowsWhenItIsAnswered() {
        assertThat(gate.isEmpty()).isTrue();
        CompletableFuture<HttpResponse<String>> answer = ask();
        await(() -> assertThat(inside).hasSize(1));
        assertThat(gate.isEmpty()).isFalse();

        inside.get(0).answer();

        assertThat(answer.join().body()).isEqualTo("body");
        await(() -> assertThat(gate.isEmpty()).isTrue());
    }

    @Test
    void aClosedGateKeepsRequestsWithTheirBodiesUntilItOpens() {
        gate.close();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask());
        }
        assertThat(inside).isEmpty();
        assertThat(gate.isEmpty()).as("who waits is not inside").isTrue();

        gate.open();
        await(() -> assertThat(inside).hasSize(5));
        assertThat(gate.isEmpty()).isFalse();
        inside.forEach(Guest::answer);

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().body()).isEqualTo("body"));
        await(() -> assertThat(gate.isEmpty()).isTrue());
    }

    @Test
    void whoseConnectionEndsIsInsideNoLonger() {
        ask();
        await(() -> assertThat(inside).hasSize(1));

        inside.get(0).request().connection().close();

        await(() -> assertThat(gate.isEmpty()).isTrue());
    }

    @Test
    void whoseConnectionEndsWhileWaitingNeverEnters() {
        gate.close();
        ask();
        arrived.get(0)
                .connection()
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        await(() -> assertThat(arrived.get(0).response().closed()).isTrue());

        gate.open();

        await(() -> assertThat(gate.isEmpty()).isTrue());
        assertThat(inside).isEmpty();
    }
}
