package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sentinel key}. */
class KeyCommandTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void keepTo() {
        environment.put("VPN_SENTINEL_DATA_DIR", folder.toString());
    }

    private int run() {
        return KeyCommand.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void theKeyThatTheServerMadeIsPrintedAlone() throws Exception {
        Files.writeString(folder.resolve("api-key"), "0123abcd\n");

        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("0123abcd" + System.lineSeparator());
    }

    @Test
    void aGivenKeyIsTheOneThatTheServerWants() throws Exception {
        Files.writeString(folder.resolve("api-key"), "0123abcd\n");
        environment.put("VPN_SENTINEL_API_KEY", "the-given-one");

        assertThat(run()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("the-given-one");
    }

    @Test
    void beforeTheFirstStartThereIsNoneAndNoneIsMade() {
        assertThat(run()).isEqualTo(1);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("there is no API key yet", folder.resolve("api-key").toString());
        assertThat(folder.resolve("api-key")).doesNotExist();
    }

    @Test
    void anOpenApiHasNone() {
        environment.put("VPN_SENTINEL_API_KEY", "insecure-open");

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("open to everybody");
    }
}
