package deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, dashboard, and what Prometheus and Grafana are provisioned with; that their metrics exist, the demo shows. */
class MonitoringTest {
    private static final Path HERE = Path.of(".");

    private static Tool promtool() {
        return Tool.of("promtool", "prometheus");
    }

    @Test
    void prometheusTakesItsConfigurationAndTheRules() throws Exception {
        assertThat(promtool()
                        .run(HERE, "check", "config", "docker/prometheus/prometheus.yml")
                        .fine())
                .contains(Monitoring.rules().size() + " rules found");
    }

    @Test
    void everyRuleFiresWhenItShould() throws Exception {
        promtool()
                .run(HERE, "test", "rules", "docker/prometheus/rules.test.yml")
                .fine();
    }

    @Test
    void everyRuleHasACaseInWhichItFires() throws IOException {
        List<String> fired = new ArrayList<>();
        Yaml.file(Path.of("docker/prometheus/rules.test.yml"))
                .findValues("alert_rule_test")
                .forEach(cases -> cases.forEach(each -> {
                    if (!each.path("exp_alerts").isEmpty()) {
                        fired.add(each.path("alertname").asText());
                    }
                }));

        assertThat(Monitoring.rules())
                .isNotEmpty()
                .allSatisfy(
                        rule -> assertThat(fired).contains(rule.path("alert").asText()));
    }

    @Test
    void everyQuestionOfTheDashboardIsOne(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int number = 0;
        for (String question : Monitoring.questions()) {
            rules.append("      - record: panel").append(number++).append("\n        expr: |-\n          ");
            rules.append(question).append('\n');
        }
        Path file = Files.writeString(folder.resolve("dashboard.yml"), rules);

        assertThat(promtool().run(HERE, "check", "rules", file.toString()).fine())
                .contains(number + " rules found");
    }

    @Test
    void everyPanelAsksSomethingOfTheDataSourceThatIsProvisioned() throws IOException {
        String source = Yaml.file(Path.of("docker/grafana/provisioning/datasources/prometheus.yaml"))
                .at("/datasources/0/uid")
                .asText();
        List<JsonNode> panels = new ArrayList<>();
        Monitoring.dashboard().path("panels").forEach(panels::add);

        assertThat(panels).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotEmpty();
            assertThat(panel.path("description").asText()).isNotEmpty();
            assertThat(panel.path("targets"))
                    .isNotEmpty()
                    .allSatisfy(
                            target -> assertThat(target.path("expr").asText()).isNotEmpty());
            assertThat(panel.findValuesAsText("uid")).isNotEmpty().containsOnly(source);
        });
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
    }

    @Test
    void noTwoPanelsLieOnEachOther() throws IOException {
        List<String> cells = new ArrayList<>();
        for (JsonNode panel : Monitoring.dashboard().path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                for (int y = at.path("y").asInt();
                        y < at.path("y").asInt() + at.path("h").asInt();
                        y++) {
                    cells.add(x + "/" + y);
                }
            }
        }

        assertThat(cells).doesNotHaveDuplicates().noneMatch(cell -> cell.startsWith("24/"));
    }

    @Test
    void grafanaFindsTheDashboardWhereComposeMountsIt() throws IOException {
        String path = Yaml.file(Path.of("docker/grafana/provisioning/dashboards/vpn-sentinel.yaml"))
                .at("/providers/0/options/path")
                .asText();

        assertThat(Files.readString(Path.of("docker/monitoring.yaml")))
                .contains("./docker/grafana/dashboards:" + path + ":ro");
    }
}
