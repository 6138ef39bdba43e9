package demo;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The demonstration played faster and without an audience, for a test.
 *
 * @param statuses for each client the words that {@code /status} used for it, in order: {@code green, yellow, green}
 * @param disappointments the rows of which not everything was seen, as text
 * @param metrics what the server counted, as Prometheus reads it
 */
public record Rehearsal(Map<String, List<String>> statuses, List<String> disappointments, String metrics) {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    public Rehearsal {
        statuses = Map.copyOf(statuses);
        disappointments = List.copyOf(disappointments);
    }

    /** Plays the whole script; only silence takes as long as it takes, 33 s. */
    public static Rehearsal play(double speed) {
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (Stage stage = new Stage(Ports.free(), new Narrator(nobody))) {
            DemoScript script = stage.script(INTERVAL);
            List<Scene> scenes = new ArrayList<>(script.scenes());
            scenes.add(script.end());
            List<Row> rows = stage.play(scenes, speed);
            Map<String, List<String>> statuses = new TreeMap<>();
            script.clients().forEach(id -> statuses.put(id, stage.statuses(id)));
            return new Rehearsal(
                    statuses,
                    rows.stream().filter(row -> !row.isMet()).map(Row::toString).toList(),
                    stage.metrics());
        }
    }
}
