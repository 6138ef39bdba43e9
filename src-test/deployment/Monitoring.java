package deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dashboard and the alert rules that are shipped, and the metrics that they name. */
public final class Monitoring {
    static final Path RULES = Path.of("docker/prometheus/rules.yml");
    static final Path DASHBOARD = Path.of("docker/grafana/dashboards/vpn-sentinel.json");

    /** What Prometheus itself says of a target. */
    private static final String OF_PROMETHEUS = "up";

    private static final Pattern METRIC = Pattern.compile("(?<![\\w\"$])((?:vpn_sentinel|process|jvm|camel)_\\w+)");

    private Monitoring() {}

    static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    static List<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        Yaml.file(RULES).path("groups").forEach(group -> group.path("rules").forEach(rules::add));
        return rules;
    }

    /** The questions of all panels, for a stretch of five minutes where Grafana chooses one. */
    static List<String> questions() throws IOException {
        return dashboard().findValues("targets").stream()
                .flatMap(targets -> targets.findValuesAsText("expr").stream())
                .map(question -> question.replace("$__rate_interval", "5m"))
                .toList();
    }

    /** The names of all metrics in dashboard and rules. */
    public static Set<String> metrics() throws IOException {
        return Stream.concat(
                        questions().stream(),
                        rules().stream().map(rule -> rule.path("expr").asText()))
                .flatMap(question -> METRIC.matcher(question).results())
                .map(match -> match.group(1))
                .filter(name -> !name.equals(OF_PROMETHEUS))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
