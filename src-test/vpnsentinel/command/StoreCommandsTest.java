package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Store;
import vpnsentinel.store.Stores;

/** {@code ./sentinel backup} and {@code restore}, beside a server that runs and one that does not. */
class StoreCommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "k"));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Store server() {
        environment.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        return Stores.open(Settings.read(environment, Half.SERVER));
    }

    private int run(String... words) {
        out.reset();
        return StoreCommands.run(
                List.of(words), environment, () -> NOW, new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aCopyIsMadeWhileTheServerRunsAndPutBackWhileItDoesNot() {
        String copy = folder.resolve("copy.db").toString();
        try (Store store = server()) {
            new Notes(store).put("a", "1", NOW).await();
            assertThat(run("backup", copy)).isZero();
            assertThat(said()).contains(copy);
            new Notes(store).put("a", "2", NOW).await();

            assertThat(run("restore", copy)).isEqualTo(1);
            assertThat(said()).contains("another server uses the folder");
            assertThat(run("backup", copy)).isEqualTo(1);
            assertThat(said()).contains("is there already");
        }

        assertThat(run("restore", copy)).isZero();
        assertThat(said()).contains("messages that waited then are not sent").contains("before-restore");

        try (Store store = server()) {
            assertThat(new Notes(store).text("a")).contains("1");
        }
    }

    @Test
    void whatIsNotThereIsNamed() throws Exception {
        environment.put("VPN_SENTINEL_DATA_DIR", folder.resolve("none").toString());

        assertThat(run("backup", folder.resolve("copy.db").toString())).isEqualTo(1);
        assertThat(said()).contains("there is no file").contains("sentinel.db");
        assertThat(run("restore", folder.resolve("copy.db").toString())).isEqualTo(1);
        assertThat(said()).contains("there is no file").contains("copy.db");
        String wrong = Files.writeString(folder.resolve("wrong.db"), "x").toString();
        assertThat(run("restore", wrong)).isEqualTo(1);
        assertThat(said()).startsWith("restore failed: ");
        assertThat(run("backup")).isEqualTo(2);
    }

    @Test
    void withADatabaseItsOwnToolsAreNamed() {
        environment.put("VPN_SENTINEL_DB_URL", "postgresql://sentinel:s3cret-word@db.test/sentinel");

        assertThat(run("backup", "copy.db")).isEqualTo(1);
        assertThat(said()).contains("pg_dump").doesNotContain("s3cret-word");
        assertThat(run("restore", "copy.db")).isEqualTo(1);
        assertThat(said()).contains("pg_restore");
    }
}
