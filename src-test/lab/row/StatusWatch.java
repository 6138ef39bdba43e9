package lab.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import lab.net.Pause;

/** Asks the server again and again what it says of the client, and keeps what it said. */
final class StatusWatch {
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final Stage stage;
    private final List<String> seen = new ArrayList<>();
    private List<String> findings = List.of();
    private final Set<String> everFound = new TreeSet<>();
    private Optional<Instant> alarmAt = Optional.empty();

    StatusWatch(Stage stage) {
        this.stage = stage;
    }

    /** The statuses since the last {@link #forget}, in order. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    /** The reasons that were given at last. */
    List<String> findings() {
        return findings;
    }

    /** All reasons that were given since the last {@link #forget}. */
    Set<String> everFound() {
        return Set.copyOf(everFound);
    }

    /** When it was first not green since the last {@link #forget}. */
    Optional<Instant> alarmAt() {
        return alarmAt;
    }

    /** Begins anew. */
    void forget() {
        seen.clear();
        everFound.clear();
        alarmAt = Optional.empty();
    }

    /** Asks now; {@code unknown} when the server does not answer, or does not know the client. */
    String status() {
        JsonNode client = stage.client();
        if (client.isMissingNode()) {
            return "unknown";
        }
        String status = client.path("status").asText();
        List<String> reasons = new ArrayList<>();
        client.path("reasons")
                .forEach(reason -> reasons.add(reason.path("finding").asText()));
        findings = List.copyOf(reasons);
        everFound.addAll(reasons);
        if (alarmAt.isEmpty() && !status.equals("green")) {
            alarmAt = Optional.of(Instant.now());
        }
        if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
            seen.add(status);
        }
        return status;
    }

    /** Asks until the condition holds, which may look at {@link #findings}; whether it did in that time. */
    boolean until(Duration patience, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (true) {
            if (condition.getAsBoolean()) {
                return true;
            }
            if (Instant.now().isAfter(end)) {
                return false;
            }
            Pause.of(BETWEEN);
        }
    }

    /** Goes on asking for that long. */
    void goOn(Duration time) {
        until(time, () -> {
            status();
            return false;
        });
    }
}
