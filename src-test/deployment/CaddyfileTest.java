package deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Caddyfile with the variables that docker/caddy.yaml hands over. */
class CaddyfileTest {
    private static final Path HERE = Path.of(".");
    private static final String[] FILE = {"--adapter", "caddyfile", "--config", "docker/Caddyfile"};

    private final Map<String, String> environment =
            new HashMap<>(Map.of("VPN_SENTINEL_DOMAIN", "sentinel.example.org"));

    @BeforeEach
    void takeVariables(@TempDir Path home) throws Exception {
        environment.put("HOME", home.toString());
        for (JsonNode entry : Yaml.file(Path.of("docker/caddy.yaml")).at("/services/caddy/environment")) {
            String[] parts = entry.asText().split("=", 2);
            environment.putIfAbsent(parts[0], parts[1].replaceFirst("^\\$\\{\\w+:-(.*)}$", "$1"));
        }
    }

    private Tool caddy() {
        return Tool.of("caddy", "caddy").with(environment);
    }

    @Test
    void caddyTakesIt() throws Exception {
        assertThat(caddy().run(HERE, "validate", FILE[0], FILE[1], FILE[2], FILE[3])
                        .fine())
                .contains("Valid configuration");
    }

    @Test
    void theApiAndTheDashboardAreReachedUnderOneName() throws Exception {
        String adapted =
                caddy().run(HERE, "adapt", FILE[0], FILE[1], FILE[2], FILE[3]).fine();
        JsonNode whole = new ObjectMapper().readTree(adapted.substring(adapted.lastIndexOf("{\"admin\"")));

        assertThat(whole.toString())
                .contains("\"sentinel.example.org\"", "\"/api/v1/*\"", "127.0.0.1:5000", "127.0.0.1:8080");
        assertThat(whole.at("/admin/disabled").asBoolean()).isTrue();
    }
}
