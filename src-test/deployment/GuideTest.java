package deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** What the guide to the containers tells to type and to write, tried as far as it can be without a daemon. */
class GuideTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("docker compose( --profile vpn)? ([a-z]+)([^`#\\n]*)");
    private static final Pattern SETTING = Pattern.compile("(?m)^([A-Z][A-Z_]+)=(\\S+)$");

    private final String guide;

    @TempDir
    private Path folder;

    GuideTest() throws IOException {
        guide = Files.readString(Path.of("docker/README.md"));
    }

    private List<String> blocks(String language) {
        return BLOCK.matcher(guide)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private void copyWhatAUserHas() throws IOException {
        Files.copy(Path.of("compose.yaml"), folder.resolve("compose.yaml"));
        Files.createDirectories(folder.resolve("docker"));
        for (Path file : ComposeFilesTest.variants()) {
            Files.copy(file, folder.resolve(file));
        }
    }

    private JsonNode services() throws Exception {
        return Yaml.tree(Tool.of("docker-compose", "docker-compose")
                        .with(Map.of("COMPOSE_PROFILES", "vpn"))
                        .run(folder, "config")
                        .fine())
                .path("services");
    }

    @Test
    void everySettingThatItTellsToWriteReachesItsService() throws Exception {
        copyWhatAUserHas();
        for (String block : blocks("sh")) {
            List<MatchResult> settings = SETTING.matcher(block).results().toList();
            if (settings.isEmpty()) {
                continue;
            }
            Files.writeString(folder.resolve(".env"), block);

            String services = services().toString();

            assertThat(settings)
                    .filteredOn(setting -> !setting.group(1).startsWith("COMPOSE_"))
                    .allSatisfy(setting ->
                            assertThat(services).contains("\"" + setting.group(1) + "\":\"" + setting.group(2) + "\""));
        }
    }

    @Test
    void everyVariantCanBeNamedBesideTheOthers() throws Exception {
        copyWhatAUserHas();
        Set<String> files = Pattern.compile("COMPOSE_FILE=([\\w./:-]+)")
                .matcher(guide)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(files).hasSizeGreaterThan(2);
        for (String each : files) {
            Files.writeString(folder.resolve(".env"), "COMPOSE_FILE=" + each + "\n");
            assertThat(services().size()).as(each).isGreaterThan(2);
        }
    }

    @Test
    void everyVariantHasItsRow() throws IOException {
        assertThat(ComposeFilesTest.variants())
                .allSatisfy(file -> assertThat(guide).contains("](" + file.getFileName() + ")"));
    }

    @Test
    void anOverrideOfOnesOwnGoesWithTheRest() throws Exception {
        copyWhatAUserHas();
        Files.writeString(
                folder.resolve("compose.override.yaml"), blocks("yaml").get(0));

        JsonNode services = services();

        assertThat(services.at("/qbittorrent/network_mode").asText()).isEqualTo("service:vpn");
        assertThat(services.at("/vpn/ports").size()).isEqualTo(1);
        assertThat(services.at("/vpn/image").asText()).isEqualTo("qmcgaw/gluetun");
    }

    @Test
    void everyWordOfComposeIsOneAndNamesServicesThatThereAre() throws Exception {
        Tool compose = Tool.of("docker-compose", "docker-compose");
        List<MatchResult> typed = COMMAND.matcher(guide).results().toList();

        assertThat(typed).hasSizeGreaterThan(8);
        for (String word : typed.stream().map(each -> each.group(2)).distinct().toList()) {
            compose.run(Path.of("."), "help", word).fine();
        }
        assertThat(typed)
                .filteredOn(each -> each.group(2).equals("run"))
                .allSatisfy(
                        each -> assertThat(each.group(3)).matches(" --rm (?:sentinel|client) (?:check|key|demo).*"));
    }

    @Test
    void itsPortsAreTheDefaults() {
        Settings server = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "k-0123456789"), Half.SERVER);

        assertThat(Stream.of("server.api.port", "server.dashboard.port", "server.health.port")
                        .map(key -> "| " + server.number(key) + " |"))
                .allSatisfy(port -> assertThat(guide).contains("\n" + port));
    }
}
