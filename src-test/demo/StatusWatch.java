package demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads the server's {@code /status} again and again and keeps what changed. Thread-safe. */
final class StatusWatch implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final ServerProcess server;
    private final Narrator narrator;
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final Map<String, Seen> last = new TreeMap<>();
    private final Thread thread = Daemons.thread(this::watch);

    StatusWatch(ServerProcess server, Narrator narrator) {
        this.server = server;
        this.narrator = narrator;
        thread.start();
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            ServerProcess.Reply reply = server.get(server.ports().api("/api/v1/status"));
            if (reply.status() == 200) {
                compare(reply.body());
            }
            Pause.of(BETWEEN);
        }
    }

    private void compare(String body) {
        for (Map.Entry<String, JsonNode> client : tree(body).properties()) {
            Seen now = Seen.of(client.getValue());
            Seen before = last.put(client.getKey(), now);
            if (!now.equals(before)) {
                changed(client.getKey(), before == null ? Seen.NOTHING : before, now);
            }
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void changed(String id, Seen before, Seen now) {
        changes.add(new Change(narrator.now(), id, now));
        String what = before.status().isEmpty()
                ? "appears " + now
                : before.status().equals(now.status()) ? "now " + now : before.status() + " -> " + now;
        narrator.status(String.format("%-10s %s", id, what));
    }

    /** Everything that the server said differently than before, in order. */
    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** The words that the server used for the client, in order: {@code green, yellow, green}. */
    List<String> statuses(String id) {
        List<String> words = new ArrayList<>();
        for (Change change : changes) {
            String word = change.seen().status();
            if (change.id().equals(id)
                    && (words.isEmpty() || !words.get(words.size() - 1).equals(word))) {
                words.add(word);
            }
        }
        return words;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** A moment at which the server began to say something else of a client. */
    record Change(Duration at, String id, Seen seen) {}

    /**
     * What the server says of a client.
     *
     * @param status green, yellow, red, or silent
     * @param country where its exit is
     * @param reasons what was found, by title, the worst first
     * @param stopped whether it announced its stop
     */
    record Seen(String status, String country, List<String> reasons, boolean stopped) {
        static final Seen NOTHING = new Seen("", "", List.of(), false);

        static Seen of(JsonNode client) {
            List<String> reasons = new ArrayList<>();
            client.path("reasons")
                    .forEach(reason -> reasons.add(reason.path("title").asText()));
            return new Seen(
                    client.path("status").asText(),
                    client.path("country").asText(),
                    reasons,
                    client.path("stopped").asBoolean());
        }

        @Override
        public String toString() {
            String why = reasons.isEmpty() ? "" : " because of " + String.join(", ", reasons);
            return status + why + ", exit in " + country + (stopped ? ", stopped in order" : "");
        }
    }
}
