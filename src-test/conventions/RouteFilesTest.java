package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.wire.OwnZone;

/** What every route file must be, so that a new one is covered without a new test. */
class RouteFilesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}]+)}}");
    private static final Pattern UNIT = Pattern.compile("\\{\\{[^}]+}}[0-9a-z]+");
    /** Set by the wiring from several settings, or by the engine. */
    private static final Set<String> DERIVED = Set.of(
            "telegram.on", "client.server-trust", "client.server-names", "dns-echo.on", "dns-echo.name", "own-echo.on");

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Files of one name in both folders that differ on purpose. */
    private static final Set<String> OF_ONE_NAME_ALONE = Set.of();

    /** Echo providers that the server does not ask: it would ask itself. */
    private static final Set<String> OF_THE_CLIENT_ALONE = Set.of("echo-own", "echo-own-six");

    private static final DefaultCamelContext calls = new DefaultCamelContext();

    private static JsonSchema schema;

    static List<RouteFile> files() {
        return RouteFile.all();
    }

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream in = RouteFilesTest.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json")) {
            schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
                    .getSchema(new ObjectMapper().readTree(in));
        }
    }

    @BeforeAll
    static void addWhatRoutesCallWith() {
        Settings settings = Settings.read(
                Map.of("VPN_SENTINEL_API_KEY", "key", "VPN_SENTINEL_URL", "http://127.0.0.1"), Half.CLIENT);
        Placeholders.install(calls, settings.placeholders());
        ProbeComponents.add(
                calls,
                settings,
                Outside.echoes(settings, InstantSource.system()),
                Outside.resolvers(settings),
                new OwnZone(settings, "client"));
        calls.setStartupSummaryLevel(StartupSummaryLevel.Off);
        calls.start();
    }

    @AfterAll
    static void stopCalls() {
        calls.stop();
    }

    @ParameterizedTest
    @MethodSource("files")
    void followsTheCanonicalSchema(RouteFile file) {
        assertThat(schema.validate(file.tree()))
                .as(file.toString())
                .filteredOn(complaint -> !isPlaceholder(complaint.getInstanceNode()))
                .isEmpty();
    }

    /** The schema wants the type that the value has in the end. */
    private static boolean isPlaceholder(JsonNode value) {
        return PLACEHOLDER.matcher(value.asText()).matches();
    }

    @ParameterizedTest
    @MethodSource("files")
    void holdsOneThingThatBearsTheNameOfTheFile(RouteFile file) {
        assertThat(file.path().toString()).endsWith(".camel.yaml");
        assertThat(file.tree().size()).as("top-level entries of %s", file).isEqualTo(1);
        assertThat(file.content().isObject())
                .as("%s holds a route or a routeConfiguration", file)
                .isTrue();
        assertThat(file.stem()).matches("[a-z]+(-[a-z]+)+");
        if (!file.isPolicy() || file.content().has("id")) {
            assertThat(file.content().path("id").asText()).isEqualTo(file.stem());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatItIsForInOneSentence(RouteFile file) {
        assertThat(file.description())
                .as("description of %s", file)
                .matches("[A-Z][^|\\n]{10,78}\\.")
                .doesNotContain(". ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void isShort(RouteFile file) {
        assertThat(file.steps().size()).as("steps of %s", file).isLessThanOrEqualTo(8);
        assertThat(nesting(file.content())).as("nesting of steps in %s", file).isLessThanOrEqualTo(3);
    }

    /** How many lists of steps lie inside each other. */
    private static int nesting(JsonNode node) {
        int deepest = 0;
        for (JsonNode item : node.isArray() ? node : List.<JsonNode>of()) {
            deepest = Math.max(deepest, nesting(item));
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            int own = field.getKey().equals("steps") ? 1 : 0;
            deepest = Math.max(deepest, own + nesting(field.getValue()));
        }
        return deepest;
    }

    @ParameterizedTest
    @MethodSource("files")
    void decidesNothingThatBelongsIntoJava(RouteFile file) {
        assertThat(file.keys())
                .as("keys of %s", file)
                .doesNotContain("toD", "recipientList", "dynamicRouter", "routingSlip", "groovy", "script", "js");
        assertThat(file.keys().stream().filter("setHeader"::equals).count())
                .as("setHeader steps of %s; a bean returns the whole object", file)
                .isLessThanOrEqualTo(2);
        assertThat(file.text()).doesNotContain("${bean:").doesNotContain(" && ").doesNotContain(" || ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesEveryStepThatATestMayReplace(RouteFile file) {
        for (JsonNode step : file.steps()) {
            step.properties()
                    .forEach(each -> assertThat(each.getValue().path("id").asText())
                            .as("id of step %s in %s", each.getKey(), file)
                            .matches("[a-z][a-z0-9-]+"));
        }
        assertThat(ids(file)).as("ids of steps in %s", file).doesNotHaveDuplicates();
    }

    private static List<String> ids(RouteFile file) {
        return file.content().path("from").findValuesAsText("id");
    }

    /** A call takes the time-outs of its component; a route may name others, but not that it waits for ever. */
    @ParameterizedTest
    @MethodSource("files")
    void waitsForNobodyForEver(RouteFile file) {
        for (JsonNode endpoint : file.endpoints()) {
            String uri = endpoint.path("uri").asText();
            if (uri.matches("(https?:|\\{\\{).*")) {
                String asked = "http://callee.test?" + String.join("&", timeouts(endpoint.path("parameters")));
                HttpEndpoint call = calls.getEndpoint(asked, HttpEndpoint.class);

                assertThat(List.of(
                                call.getConnectionRequestTimeout(),
                                call.getConnectTimeout(),
                                call.getResponseTimeout()))
                        .as("time-outs of %s in %s, in ms", uri, file)
                        .allMatch(wait -> wait >= 1 && wait <= LONGEST_WAIT.toMillis());
            }
        }
    }

    private static List<String> timeouts(JsonNode parameters) {
        return parameters.properties().stream()
                .filter(each -> each.getKey().toLowerCase(Locale.ROOT).endsWith("timeout"))
                .map(each -> each.getKey() + "=" + each.getValue().asText())
                .toList();
    }

    @Test
    void anEchoRouteSaysNothingThatItsComponentSays() {
        assertThat(files().stream().filter(file -> file.stem().startsWith("echo-")))
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(file.keys()).noneMatch(key -> key.matches("(?i).*timeout|connectionClose")));
    }

    /** What one half asks the world, the other one asks in the same words. */
    @Test
    void filesOfOneNameInBothFoldersAreEqual() {
        Map<String, String> server = texts("server-routes");
        Map<String, String> client = texts("client-routes");
        Set<String> both = new TreeSet<>(server.keySet());
        both.retainAll(client.keySet());
        both.removeAll(OF_ONE_NAME_ALONE);

        assertThat(both).contains("echo-ipinfo", "resolver-own", "route-failed");
        assertThat(both)
                .allSatisfy(name -> assertThat(client.get(name)).as(name).isEqualTo(server.get(name)));
    }

    @Test
    void whomOneHalfAsksTheOtherOneAsksToo() {
        assertThat(asked("client-routes")).containsAll(asked("server-routes"));
        assertThat(asked("client-routes"))
                .filteredOn(name -> !OF_THE_CLIENT_ALONE.contains(name))
                .isEqualTo(asked("server-routes"));
    }

    private static List<String> asked(String folder) {
        return texts(folder).keySet().stream()
                .filter(name -> name.matches("(echo|resolver)-.*"))
                .toList();
    }

    private static Map<String, String> texts(String folder) {
        return RouteFile.in(folder).stream()
                .filter(file -> file.path().toString().endsWith(".camel.yaml"))
                .collect(Collectors.toMap(RouteFile::stem, RouteFile::text, (one, other) -> one, TreeMap::new));
    }

    @ParameterizedTest
    @MethodSource("files")
    void usesDeclaredSettingsWithoutASecondDefault(RouteFile file) {
        Set<String> known = keys();
        known.addAll(DERIVED);

        assertThat(placeholders(file)).as("placeholders of %s", file).isSubsetOf(known);
        Declarations.all().stream()
                .filter(each -> !each.standard().isEmpty())
                .forEach(each -> assertThat(file.text())
                        .as("%s has its default in sentinel.properties", each.key())
                        .doesNotContain("{{" + each.key() + ":"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void takesAValueAsItIsInsteadOfAppendingAUnit(RouteFile file) {
        assertThat(UNIT.matcher(file.text()).results().map(MatchResult::group))
                .as("units behind placeholders of %s; a length of time is there as key.millis", file)
                .isEmpty();
    }

    @Test
    void noTwoFilesHaveOneName() {
        for (String folder : List.of("server-routes", "client-routes")) {
            assertThat(RouteFile.in(folder).stream().map(RouteFile::stem)).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyCalledRouteExists() {
        for (String folder : List.of("server-routes", "client-routes")) {
            Set<String> heard = new HashSet<>();
            Set<String> called = new TreeSet<>();
            for (RouteFile file : RouteFile.in(folder)) {
                String own = file.content().path("from").path("uri").asText();
                heard.add(own);
                if (own.startsWith("direct:")) {
                    assertThat(own).as("entry of %s", file).isEqualTo("direct:" + file.stem());
                }
                file.endpoints().forEach(e -> called.add(e.path("uri").asText()));
            }
            called.removeIf(uri -> !uri.startsWith("direct:") || uri.contains("{{"));
            assertThat(heard).as("routes of %s", folder).containsAll(called);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isNamedInATest(RouteFile file) {
        Pattern name = Pattern.compile("(?<![\\w-])" + file.stem() + "(?![\\w-])");

        assertThat(Source.below("src-test", ".java").stream()
                        .filter(source -> !source.path().startsWith("src-test/conventions"))
                        .filter(source -> name.matcher(source.text()).find()))
                .as("tests that name %s", file)
                .isNotEmpty();
    }

    static Set<String> placeholders(RouteFile file) {
        return PLACEHOLDER
                .matcher(file.text())
                .results()
                .map(match -> match.group(1).replaceFirst("^\\?", "").replaceFirst(":.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keys() {
        return Declarations.all().stream()
                .flatMap(each -> Stream.concat(Stream.of(each.key()), each.millisKey().stream()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
