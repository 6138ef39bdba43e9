package scenario;

import static org.assertj.core.api.Assertions.assertThat;

import demo.Rehearsal;
import deployment.Monitoring;
import deployment.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration: evidence goes to the real server, verdicts and messages come from it. */
class DemoTest {
    private static Rehearsal rehearsal;

    @BeforeAll
    static void play() {
        rehearsal = Rehearsal.play(4);
    }

    @Test
    void everyMetricOfTheDashboardAndTheRulesIsCounted() throws IOException {
        List<String> shown = rehearsal
                .metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .toList();

        assertThat(Monitoring.metrics())
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(shown).contains(name));
    }

    @Test
    void theGuideNamesEveryMetricOfTheProductsOwn() throws IOException {
        String guide = Files.readString(Path.of("docker/README.md"));

        assertThat(rehearsal.metrics().lines().filter(line -> line.startsWith("vpn_sentinel_")))
                .extracting(line -> line.replaceFirst("[{ ].*", ""))
                .allSatisfy(name -> assertThat(guide).contains("`" + name));
    }

    @Test
    void prometheusFindsNothingWrongWithTheMetrics(@TempDir Path folder) throws Exception {
        Path metrics = Files.writeString(folder.resolve("metrics.txt"), rehearsal.metrics());

        assertThat(Tool.of("promtool", "prometheus")
                        .run(folder, metrics, "check", "metrics")
                        .fine())
                .isEmpty();
    }

    @Test
    void everyColourAndEveryMessageIsSeen() {
        assertThat(rehearsal.disappointments()).isEmpty();
        assertThat(rehearsal.statuses().keySet()).hasSize(8);
        assertThat(words(rehearsal, "stockholm")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "sao-paulo")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "amsterdam")).endsWith("green").doesNotContain("red", "silent");
        assertThat(words(rehearsal, "madrid")).endsWith("green", "yellow", "green");
        assertThat(words(rehearsal, "new-york")).endsWith("green", "red", "green");
        assertThat(words(rehearsal, "tokyo")).endsWith("green", "silent", "green");
        assertThat(words(rehearsal, "toronto")).endsWith("green", "yellow");
    }

    private static List<String> words(Rehearsal rehearsal, String client) {
        return rehearsal.statuses().getOrDefault(client, List.of());
    }
}
