package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.check.CheckOutcome;
import vpnsentinel.check.CheckRow;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** What the check says of route files and templates. */
class FilesTrialTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copy() throws IOException {
        for (String name : List.of("server-routes", "templates/telegram", "templates/dashboard")) {
            Files.createDirectories(folder.resolve(name));
            try (Stream<Path> files = Files.list(Path.of(name))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(name).resolve(file.getFileName()));
                }
            }
        }
        environment.putAll(Map.of(
                "VPN_SENTINEL_API_KEY", "key-of-the-tests",
                "VPN_SENTINEL_URL", "http://127.0.0.1:1",
                "VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString(),
                "VPN_SENTINEL_ROUTES_DIR", folder.toString(),
                "VPN_SENTINEL_TEMPLATES_DIR", folder.resolve("templates").toString()));
    }

    private List<CheckRow> rows(Half half) {
        return FilesTrial.rows(half, Settings.read(environment, half));
    }

    private void edit(String file, String old, String fresh) throws IOException {
        Path path = folder.resolve(file);
        assertThat(Files.readString(path)).contains(old);
        Files.writeString(path, Files.readString(path).replace(old, fresh));
    }

    @Test
    void wholeFoldersHaveALineEachThatCountsTheirFiles() {
        assertThat(rows(Half.SERVER))
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.OK));
        assertThat(rows(Half.SERVER)).extracting(CheckRow::what).containsExactly("server: routes", "server: templates");
        assertThat(rows(Half.SERVER)).extracting(CheckRow::result).allMatch(each -> each.matches("\\d+ files in .*"));
    }

    @Test
    void theClientsFilesAreTriedToo() {
        environment.remove("VPN_SENTINEL_ROUTES_DIR");

        assertThat(rows(Half.CLIENT)).singleElement().satisfies(row -> {
            assertThat(row.what()).isEqualTo("client: routes");
            assertThat(row.outcome()).as(row.result()).isEqualTo(CheckOutcome.OK);
        });
    }

    @Test
    void aServerThatWillMakeItsKeyIsTriedToo() {
        environment.remove("VPN_SENTINEL_API_KEY");

        assertThat(rows(Half.SERVER))
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.OK));
    }

    @Test
    void everyFaultHasALineWithFileLineAndReason() throws IOException {
        edit("server-routes/show-status.camel.yaml", "ref: clients-by-id", "ref: clients-by-colour");
        edit("server-routes/watch-for-clients.camel.yaml", "timer:", "tymer:");
        edit("templates/telegram/words.ftlh", "</#if>", "</#fi>");

        assertThat(rows(Half.SERVER))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.MISSING))
                .anyMatch(row -> row.result()
                        .matches("show-status.camel.yaml:\\d+: no step or bean is named 'clients-by-colour'.*"))
                .anyMatch(row -> row.result().matches("watch-for-clients.camel.yaml:\\d+: .*did you mean 'timer'.*"))
                .anyMatch(row -> row.result().matches(".*telegram/words.ftlh:\\d+: .*#fi.*"));
    }

    @Test
    void aFaultThatStopsTheStartHasFailed() throws IOException {
        edit("server-routes/receive-keepalive.camel.yaml", "- process:", "- proces:");

        assertThat(rows(Half.SERVER))
                .filteredOn(row -> row.result().startsWith("receive-keepalive.camel.yaml:"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.FAILED));
    }

    @Test
    void foldersWithoutFilesHaveFailed() throws IOException {
        environment.put(
                "VPN_SENTINEL_ROUTES_DIR",
                Files.createDirectory(folder.resolve("empty")).toString());
        environment.put("VPN_SENTINEL_TEMPLATES_DIR", folder.resolve("empty").toString());

        assertThat(rows(Half.SERVER))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.outcome()).isEqualTo(CheckOutcome.FAILED))
                .anySatisfy(row -> assertThat(row.result()).contains("VPN_SENTINEL_TEMPLATES_DIR"));
    }
}
