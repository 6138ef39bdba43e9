package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import demo.World;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.FakeClient;
import support.RunningServer;

/** Reloads while keepalives pour in: none is lost, and nothing that the server knows of its clients. */
class ReloadUnderLoadTest {
    private static final int CLIENTS = 8;
    private static final int RELOADS = 5;
    private static final int REQUESTS_BETWEEN = 600;

    @TempDir
    Path folder;

    private final AtomicInteger accepted = new AtomicInteger();
    private final List<String> others = new CopyOnWriteArrayList<>();
    private volatile boolean over;

    /** Sends keepalives one after the other, on one connection, until all is over; returns how many. */
    private int send(RunningServer server, FakeClient client) {
        int sent = 0;
        while (!over) {
            sent++;
            try {
                int status = server.post(client.next()).status();
                if (status == 200) {
                    accepted.incrementAndGet();
                } else {
                    others.add("HTTP " + status);
                }
            } catch (Exception e) {
                others.add(e.toString());
            }
        }
        return sent;
    }

    @Test
    void losesNoRequestAndNoState() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try (RunningServer server = RunningServer.onStoppedClock(folder)) {
            List<FakeClient> clients = IntStream.range(0, CLIENTS)
                    .mapToObj(number -> new FakeClient("client-" + number))
                    .toList();

            List<CompletableFuture<Integer>> running = clients.stream()
                    .map(client -> CompletableFuture.supplyAsync(() -> send(server, client), threads))
                    .toList();
            for (int reload = 1; reload <= RELOADS; reload++) {
                int until = reload * REQUESTS_BETWEEN;
                RunningServer.await("requests", () -> accepted.get() + others.size() >= until);
                server.routes.edit("receive-keepalive", "Receives", "Receives again");
                server.take();
                assertThat(server.refusal()).isEmpty();
            }
            RunningServer.await("requests", () -> accepted.get() + others.size() >= (RELOADS + 1) * REQUESTS_BETWEEN);
            over = true;
            int sent = running.stream().mapToInt(CompletableFuture::join).sum();

            assertThat(others).as("answers other than 200").isEmpty();
            assertThat(accepted.get()).isEqualTo(sent).isGreaterThanOrEqualTo((RELOADS + 1) * REQUESTS_BETWEEN);
            assertThat(server.metric("vpn_sentinel_keepalives_total{outcome=\"accepted\"}"))
                    .isEqualTo(sent);
            assertThat(server.metric("vpn_sentinel_transitions_total"))
                    .as("first sights")
                    .isEqualTo(CLIENTS);
            for (FakeClient client : clients) {
                RunningServer.Answer late =
                        server.post(client.exits(World.HOME, World.HOME).again());
                assertThat(late.verdict())
                        .as("a repeated sequence number changes nothing")
                        .isEqualTo("green");
            }
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(5, TimeUnit.SECONDS);
        }
    }
}
