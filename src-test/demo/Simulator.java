package demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import vpnsentinel.wire.KeepaliveAnswer;

/**
 * Sends the keepalives of a fleet of {@link SimulatedClient}s to a server over real HTTP, each client in its own rhythm,
 * and another one at once when the server asks for it. Thousands of clients need one thread here. Thread-safe.
 */
public final class Simulator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ScheduledExecutorService clock = new ScheduledThreadPoolExecutor(1, Daemons::thread);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Map<String, Future<?>> rhythms = new ConcurrentHashMap<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final URI keepalives;
    private final String key;

    /** A fleet without clients, for the server at this address ({@code http://host:port}, without path). */
    public Simulator(URI server, String key) {
        this.keepalives = server.resolve("/api/v1/keepalive");
        this.key = key;
    }

    /** The client's first keepalive goes out within its interval, and then one each interval. */
    public void join(SimulatedClient client) {
        long every = client.interval().toMillis();
        rhythms.put(
                client.id(),
                clock.scheduleAtFixedRate(
                        () -> beat(client), client.offset().toMillis(), every, TimeUnit.MILLISECONDS));
    }

    private void beat(SimulatedClient client) {
        if (!client.isSilent()) {
            sendNow(client);
        }
    }

    /** The client's next keepalive goes out at once; the future ends when the server has answered it or has not. */
    public CompletableFuture<Void> sendNow(SimulatedClient client) {
        return post(client.keepalive(Instant.now()))
                .thenCompose(answer -> answer.filter(KeepaliveAnswer::probeNow)
                        .map(again -> post(client.keepaliveByAll(Instant.now())).<Void>thenApply(done -> null))
                        .orElse(CompletableFuture.completedFuture(null)));
    }

    /** The client says that it stops, and sends nothing more. */
    public CompletableFuture<Void> leave(SimulatedClient client) {
        Optional.ofNullable(rhythms.remove(client.id())).ifPresent(rhythm -> rhythm.cancel(false));
        return post(client.farewell(Instant.now())).thenApply(done -> null);
    }

    private CompletableFuture<Optional<KeepaliveAnswer>> post(byte[] body) {
        HttpRequest request = HttpRequest.newBuilder(keepalives)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-API-Key", key)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(this::read)
                .exceptionally(noAnswer -> {
                    failed.increment();
                    return Optional.empty();
                });
    }

    private Optional<KeepaliveAnswer> read(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            refused.increment();
            return Optional.empty();
        }
        accepted.increment();
        return Optional.of(KeepaliveAnswer.read(response.body()));
    }

    /** What became of the keepalives so far. */
    public Tally tally() {
        return new Tally(accepted.sum(), refused.sum(), failed.sum());
    }

    /** Ends all rhythms; the clients fall silent without a word. */
    @Override
    public void close() {
        clock.shutdownNow();
        rhythms.clear();
    }

    /** Waits for a future of this simulator, at most as long as a request may take. */
    static void await(Future<?> future) {
        try {
            future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the server did not answer a keepalive", e);
        }
    }

    /**
     * What became of keepalives.
     *
     * @param accepted answered with 200
     * @param refused answered with another status
     * @param failed not answered
     */
    public record Tally(long accepted, long refused, long failed) {}
}
