package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

class LoggingTest {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("vpnsentinel");

    @TempDir
    private Path folder;

    @AfterEach
    void restore() {
        Logging.configure(settings(Map.of()));
        ROOT.detachAppender("file");
        OURS.setLevel(Level.INFO);
    }

    @Test
    void debugIsASwitch() {
        Logging.configure(settings(Map.of()));
        assertThat(OURS.isDebugEnabled()).isFalse();

        Logging.configure(settings(Map.of("VPN_SENTINEL_DEBUG", "true")));
        assertThat(OURS.isDebugEnabled()).isTrue();
    }

    @Test
    void aLineCanBeJson() throws Exception {
        Path file = folder.resolve("sentinel.log");
        Logging.configure(
                settings(Map.of("VPN_SENTINEL_LOG_FILE", file.toString(), "VPN_SENTINEL_LOG_FORMAT", "json")));

        OURS.warn("a \"quoted\" word\r\nof {}", "São\u202ePaulo", new IllegalStateException("no\nreason"));

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("message").asText()).isEqualTo("a \"quoted\" word of São Paulo");
        assertThat(line.path("cause").asText()).startsWith("java.lang.IllegalStateException: no reason at ");
    }

    @Test
    void aLineOfTextHoldsTimeLevelPartAndMessage() throws Exception {
        Path file = folder.resolve("sentinel.log");
        Logging.configure(settings(Map.of("VPN_SENTINEL_LOG_FILE", file.toString())));

        LoggerFactory.getLogger("vpnsentinel.alert.Anything").info("it\nworks");

        assertThat(Files.readString(file))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d INFO  telegram  it works\n");
    }

    @Test
    void theFileIsRotatedBySizeAndKeepsSoMany() throws Exception {
        Path file = folder.resolve("logs/sentinel.log");
        Logging.configure(settings(Map.of(
                "VPN_SENTINEL_LOG_FILE", file.toString(),
                "VPN_SENTINEL_LOG_MAX_SIZE", "2000",
                "VPN_SENTINEL_LOG_MAX_BACKUPS", "2")));

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            OURS.info("a line that fills the file {}", "x".repeat(1500));
            assertThat(names(file.getParent())).contains("sentinel.log.1", "sentinel.log.2");
        });

        assertThat(names(file.getParent())).containsExactly("sentinel.log", "sentinel.log.1", "sentinel.log.2");
    }

    @Test
    void withoutBackupsAFullFileBeginsAnew() throws Exception {
        Path file = folder.resolve("sentinel.log");
        Logging.configure(settings(Map.of(
                "VPN_SENTINEL_LOG_FILE", file.toString(),
                "VPN_SENTINEL_LOG_MAX_SIZE", "2000",
                "VPN_SENTINEL_LOG_MAX_BACKUPS", "0")));
        OURS.info("the first line, written in São Paulo");
        assertThat(Files.readString(file)).contains("the first line, written in São Paulo");

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            OURS.info("a line that fills the file {}", "x".repeat(1500));
            assertThat(Files.readString(file)).doesNotContain("the first line");
        });

        assertThat(names(folder)).containsExactly("sentinel.log");
    }

    @Test
    void noLineShowsASecretNotEvenInAnException() throws Exception {
        Path file = folder.resolve("sentinel.log");
        Settings settings = Settings.read(
                Map.of("VPN_SENTINEL_LOG_FILE", file.toString(), "VPN_SENTINEL_API_KEY", "a-key-of-an-exception"),
                Half.SERVER);
        Logging.configure(settings);

        OURS.warn("failed key=a-key-of-an-exception", new IllegalStateException("header a-key-of-an-exception"));

        assertThat(Files.readString(file))
                .contains("failed key=•••", "java.lang.IllegalStateException: header •••")
                .doesNotContain("a-key-of");
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheStart() throws Exception {
        Path file = Files.createFile(folder.resolve("file")).resolve("below");

        assertThatThrownBy(() -> Logging.configure(settings(Map.of("VPN_SENTINEL_LOG_FILE", file.toString()))))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("VPN_SENTINEL_LOG_FILE");
    }

    private static List<String> names(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Settings settings(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("VPN_SENTINEL_API_KEY", "k");
        return Settings.read(environment, Half.SERVER);
    }
}
