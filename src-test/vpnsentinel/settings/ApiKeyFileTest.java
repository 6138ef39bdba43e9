package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key that a server makes for itself. */
class ApiKeyFileTest {
    @TempDir
    private Path folder;

    private Settings settings(String... more) {
        Map<String, String> environment = new java.util.HashMap<>(
                Map.of("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString()));
        for (String each : more) {
            environment.put(each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        return Settings.read(environment, Half.SERVER);
    }

    @Test
    void theFirstStartMakesAKeyThatLaterStartsFind() throws IOException {
        String made = ApiKeyFile.made(settings()).text("api.key");
        Path file = folder.resolve("data/api-key");

        assertThat(made).matches("[0-9a-f]{64}");
        assertThat(file).hasContent(made);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("r--r-----"));
        assertThat(ApiKeyFile.made(settings()).text("api.key")).isEqualTo(made);
        assertThat(ApiKeyFile.found(settings()).text("api.key")).isEqualTo(made);
        assertThat(Secrets.hide("key " + made)).isEqualTo("key •••");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void lookingMakesNone() {
        assertThat(ApiKeyFile.found(settings()).text("api.key")).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aGivenKeyWins() {
        ApiKeyFile.made(settings());

        assertThat(ApiKeyFile.made(settings("VPN_SENTINEL_API_KEY=mine")).text("api.key"))
                .isEqualTo("mine");
    }

    @Test
    void itsOwnFileMayBeNamedBeforeItExists() {
        String named = "VPN_SENTINEL_API_KEY_FILE=" + folder.resolve("data/../data/api-key");

        String made = ApiKeyFile.made(settings(named)).text("api.key");

        assertThat(settings(named).text("api.key")).isEqualTo(made);
    }

    @Test
    void twoStartsAtOnceAgreeOnOneKey() {
        List<String> keys = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> ApiKeyFile.made(settings()).text("api.key"))
                .toList();

        assertThat(keys.stream().distinct()).hasSize(1);
    }

    @Test
    void aFolderThatCannotKeepItStopsTheStartInWords() throws IOException {
        Files.writeString(folder.resolve("data"), "a file, no folder");

        assertThatThrownBy(() -> ApiKeyFile.made(settings()))
                .isInstanceOf(StartProblem.class)
                .hasMessageContainingAll("there is no API key", "VPN_SENTINEL_DATA_DIR", "VPN_SENTINEL_API_KEY");
    }

    @Test
    void aSpoiltFileStopsTheStartInWordsAndIsNotReplaced() throws IOException {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("api-key");
        Files.writeString(file, "schlüssel");

        assertThatThrownBy(() -> ApiKeyFile.made(settings()))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining(file.toString())
                .hasMessageNotContaining("schlüssel");
        assertThat(file).hasContent("schlüssel");
    }

    @Test
    void anEmptyFileIsNone() throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve("data")).resolve("api-key"));

        assertThat(ApiKeyFile.made(settings()).text("api.key")).matches("[0-9a-f]{64}");
    }
}
