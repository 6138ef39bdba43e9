package deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;

/** The descriptions of containers, as the Compose of this machine reads them; it needs no daemon for that. */
class ComposeFilesTest {
    /** Folders that the image fixes: what one of .env would name does not exist in a container. */
    private static final Set<String> FIXED = Set.of(
            "VPN_SENTINEL_DATA_DIR",
            "VPN_SENTINEL_ROUTES_DIR",
            "VPN_SENTINEL_ROUTES_OVERLAY",
            "VPN_SENTINEL_TEMPLATES_DIR",
            "VPN_SENTINEL_TEMPLATES_OVERLAY");

    /** What makes a service ours, and what it must not lack then. */
    private static final Pattern OWN_IMAGE = Pattern.compile("vpn-sentinel/(?:server|client):latest");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyWhatAUserHas() throws IOException {
        Files.copy(Path.of("compose.yaml"), folder.resolve("compose.yaml"));
        Files.createDirectories(folder.resolve("docker"));
        for (Path file : variants()) {
            Files.copy(file, folder.resolve(file));
        }
    }

    static List<Path> variants() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("docker"))) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Those that add to compose.yaml; the others stand alone, in a folder of their own. */
    static List<Path> additions() throws IOException {
        return variants().stream().filter(ComposeFilesTest::isAddition).toList();
    }

    static List<Path> alone() throws IOException {
        return variants().stream().filter(file -> !isAddition(file)).toList();
    }

    private static boolean isAddition(Path file) {
        return text(file).contains("#   COMPOSE_FILE=compose.yaml:" + file + "\n");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The services as Compose understands them. */
    private JsonNode services(Path in) throws Exception {
        Tool compose = Tool.of("docker-compose", "docker-compose").with(environment);
        return Yaml.tree(compose.run(in, "config").fine()).path("services");
    }

    private JsonNode services() throws Exception {
        environment.putIfAbsent("COMPOSE_PROFILES", "vpn");
        return services(folder);
    }

    private static List<String> names(JsonNode services) {
        List<String> names = new ArrayList<>();
        services.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> environmentOf(String service) throws IOException {
        Set<String> names = new TreeSet<>();
        Yaml.file(Path.of("compose.yaml"))
                .path("services")
                .path(service)
                .path("environment")
                .forEach(entry -> names.add(entry.asText().replaceFirst("=.*", "")));
        return names;
    }

    private static Set<String> declared(Predicate<Declaration> wanted) {
        return Declarations.all().stream()
                .filter(wanted)
                .flatMap(each -> each.names().stream())
                .filter(name -> !FIXED.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void withoutAnySettingItIsComplete() throws Exception {
        JsonNode services = services();

        assertThat(names(services))
                .contains("server", "vpn", "client")
                .isSubsetOf("server", "sentinel", "vpn", "client");
        assertThat(services.at("/server/network_mode").asText()).isEqualTo("host");
        assertThat(services.at("/server/ports").isMissingNode()).isTrue();
        assertThat(services.at("/server/profiles").isMissingNode()).isTrue();
        assertThat(services.at("/client/network_mode").asText()).isEqualTo("service:vpn");
        assertThat(services.at("/client/environment/VPN_SENTINEL_DEFAULT_URL").asText())
                .isEqualTo("http://172.31.255.1:5000");
        assertThat(services.at("/vpn/image").asText()).isEqualTo("qmcgaw/gluetun");
    }

    @Test
    void theExampleOfTheEnvironmentIsTakenAsItIs() throws Exception {
        Files.copy(Path.of(".env.example"), folder.resolve(".env"));

        assertThat(names(services())).contains("server", "vpn", "client");
    }

    @Test
    void whatIsSetIsPassedToThoseWhomItConcerns() throws Exception {
        Files.writeString(folder.resolve(".env"), """
                TELEGRAM_BOT_TOKEN=1234567:token
                WIREGUARD_PRIVATE_KEY=key-of-the-vpn
                VPN_SENTINEL_SUBNET=10.9.8.0/29
                VPN_SENTINEL_GATEWAY=10.9.8.1
                VPN_SENTINEL_SERVER_API_PORT=15000
                VPN_SENTINEL_TAG=2.0
                VPN_SENTINEL_VPN_IMAGE=vpn/of-mine
                """);

        JsonNode services = services();

        assertThat(services.at("/server/environment/TELEGRAM_BOT_TOKEN").asText())
                .isEqualTo("1234567:token");
        assertThat(services.at("/server/environment/VPN_SENTINEL_SERVER_API_PORT")
                        .asText())
                .isEqualTo("15000");
        assertThat(services.at("/server/image").asText()).isEqualTo("vpn-sentinel/server:2.0");
        assertThat(services.at("/vpn/environment/WIREGUARD_PRIVATE_KEY").asText())
                .isEqualTo("key-of-the-vpn");
        assertThat(services.at("/vpn/image").asText()).isEqualTo("vpn/of-mine");
        assertThat(services.at("/client/environment/VPN_SENTINEL_DEFAULT_URL").asText())
                .isEqualTo("http://10.9.8.1:15000");
        assertThat(services.path("client").toString() + services.path("server")).doesNotContain("key-of-the-vpn");
        assertThat(services.path("client").toString() + services.path("vpn")).doesNotContain("1234567:token");
    }

    @Test
    void aClientInAContainerEndsWhenItsNetworkIsGoneUnlessToldOtherwise() throws Exception {
        String path = "/client/environment/VPN_SENTINEL_EXIT_WITHOUT_NETWORK";

        assertThat(services().at(path).asText()).isEqualTo("30");
        environment.put("VPN_SENTINEL_EXIT_WITHOUT_NETWORK", "0");
        assertThat(services().at(path).asText()).isEqualTo("0");
    }

    @Test
    void eachServiceIsGivenItsOwnSettingsAndNoOthers() throws IOException {
        assertThat(environmentOf("server"))
                .containsExactlyInAnyOrderElementsOf(declared(each -> each.concerns(Half.SERVER)));
        Set<String> client = declared(each -> each.concerns(Half.CLIENT));
        client.add("VPN_SENTINEL_API_KEY_FILE");
        assertThat(environmentOf("client")).containsExactlyInAnyOrderElementsOf(client);
        Set<String> vpn = declared(each -> each.key().startsWith("vpn."));
        vpn.add("TZ");
        assertThat(environmentOf("vpn")).containsExactlyInAnyOrderElementsOf(vpn);
    }

    /** A name without a value takes away what the image says, where nobody set it. */
    @Test
    void whatTheImageSetsIsPassedWithAValueOrNotAtAll() throws IOException {
        Set<String> ofImages = Pattern.compile("(?m)^(?:ENV|    ) ?(VPN_SENTINEL_[A-Z_]+)=")
                .matcher(Files.readString(Path.of("docker/Dockerfile")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        String compose = Files.readString(Path.of("compose.yaml"));

        assertThat(ofImages).isNotEmpty().allSatisfy(name -> assertThat(compose).doesNotContain("- " + name + "\n"));
    }

    @ParameterizedTest
    @MethodSource("additions")
    void anAdditionGoesTogetherWithTheWhole(Path file) throws Exception {
        environment.put("COMPOSE_FILE", "compose.yaml:" + file);
        environment.put("POSTGRES_PASSWORD", "letters0and1digits");

        JsonNode services = services();

        assertThat(names(services)).contains("server", "client");
        hardened(services);
        withoutHosts(services);
    }

    @ParameterizedTest
    @MethodSource("alone")
    void aFileForAnotherFolderStandsAlone(Path file) throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(file, elsewhere.resolve("compose.yaml"));
        Files.writeString(elsewhere.resolve(".env"), """
                VPN_SENTINEL_URL=https://sentinel.example.org:5000
                VPN_SENTINEL_API_KEY=0f1e2d3c4b5a69788796a5b4c3d2e1f0
                VPN_SENTINEL_SITE=cabin
                """);

        JsonNode services = services(elsewhere);

        assertThat(services.size()).isEqualTo(1);
        hardened(services);
        withoutHosts(services);
    }

    @Test
    void aCompanionWithoutASiteIsToldWhatItLacks() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.copy(Path.of("docker/companion.yaml"), elsewhere.resolve("compose.yaml"));
        environment.put("VPN_SENTINEL_URL", "https://sentinel.example.org:5000");
        environment.put("VPN_SENTINEL_API_KEY", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");

        Tool.Said said =
                Tool.of("docker-compose", "docker-compose").with(environment).run(elsewhere, "config");

        assertThat(said.exitCode()).isNotZero();
        assertThat(said.text()).contains("VPN_SENTINEL_SITE", "the name of this site");
    }

    @Test
    void theWholeIsHardened() throws Exception {
        JsonNode services = services();

        hardened(services);
        withoutHosts(services);
    }

    private static void hardened(JsonNode services) {
        int own = 0;
        for (String name : names(services)) {
            JsonNode service = services.path(name);
            if (OWN_IMAGE.matcher(service.path("image").asText()).matches()) {
                own++;
                assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
                assertThat(service.path("cap_drop").toString()).as(name).isEqualTo("[\"ALL\"]");
                assertThat(service.path("cap_add").isMissingNode()).as(name).isTrue();
                assertThat(service.path("security_opt").toString()).contains("no-new-privileges:true");
                assertThat(service.path("restart").asText()).isIn("unless-stopped", "no");
                assertThat(service.path("privileged").asBoolean()).isFalse();
            }
            assertThat(service.toString()).as(name).doesNotContain("docker.sock");
        }
        assertThat(own).isPositive();
    }

    /** No registry is named, so that each host's own default holds. */
    private static void withoutHosts(JsonNode services) {
        assertThat(services.findValuesAsText("image"))
                .allSatisfy(image -> assertThat(image).matches("[a-z0-9-]+(/[a-z0-9-]+)?(:[a-z0-9.]+)?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version:", "links:", "volumes_from:", "container_name:", "external_links:"})
    void nothingIsUsedThatComposeHasGivenUp(String key) throws IOException {
        for (Path file : Stream.concat(Stream.of(Path.of("compose.yaml")), variants().stream())
                .toList()) {
            assertThat(Files.readString(file).lines().map(String::strip))
                    .as(file.toString())
                    .noneMatch(line -> line.startsWith(key));
        }
    }

    @Test
    void everyVariableIsDeclared() throws IOException {
        Set<String> declared = declared(each -> true);
        for (Path file : Stream.concat(Stream.of(Path.of("compose.yaml")), variants().stream())
                .toList()) {
            Set<String> used = VARIABLE.matcher(Files.readString(file))
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(declared).as(file.toString()).containsAll(used);
        }
    }

    @Test
    void everyDeclaredVariableOfTheContainersIsUsed() throws IOException {
        String all = Files.readString(Path.of("compose.yaml"));
        for (Path file : variants()) {
            all += Files.readString(file);
        }
        String text = all;
        assertThat(declared(each -> each.half().equals("containers")))
                .filteredOn(name -> !name.startsWith("COMPOSE_")) // Compose's own
                .allSatisfy(name -> assertThat(text).contains(name));
    }
}
