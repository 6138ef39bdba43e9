package conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.alert.AlertWiring;
import vpnsentinel.echoserver.DnsEchoComponent;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Stores;
import vpnsentinel.wire.OwnZone;

/** The forms of the own components: made of what they declare, found by the engine, and right for the shipped routes. */
class ComponentFormsTest {
    private static final CamelCatalog CATALOG = catalog();

    private static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        forms().forEach(form -> catalog.addComponent(form.scheme(), form.component(), form.text()));
        return catalog;
    }

    static List<ComponentForm> forms() {
        return ComponentForm.all();
    }

    @Test
    void everyOwnComponentHasOne() {
        assertThat(forms())
                .map(ComponentForm::scheme)
                .containsExactly("dns-echo", "dns-question", "echo", "fleet", "resolver");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theFileIsWhatTheComponentDeclares(ComponentForm form) {
        assertThat(form.file()).as("written by ./sentinel test --write-docs").hasContent(form.text());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theRunningEngineFindsIt(ComponentForm form) throws Exception {
        try (DefaultCamelContext context = context()) {
            assertThat(context.getComponentParameterJsonSchema(form.scheme())).isEqualTo(Files.readString(form.file()));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyOptionIsUsedByAShippedRouteAndNoOther(ComponentForm form) {
        Set<String> used = new TreeSet<>();
        endpoints(form.scheme())
                .forEach(each -> each.path("parameters").fieldNames().forEachRemaining(used::add));

        assertThat(used).containsExactlyInAnyOrderElementsOf(form.options());
    }

    static Stream<String> shippedUris() {
        return forms().stream()
                .flatMap(form -> endpoints(form.scheme()).map(ComponentFormsTest::uri))
                .distinct();
    }

    private static Stream<JsonNode> endpoints(String scheme) {
        return RouteFile.all().stream()
                .flatMap(file -> file.endpoints().stream())
                .filter(each -> each.path("uri").asText().startsWith(scheme + ":"));
    }

    private static String uri(JsonNode endpoint) {
        return endpoint.path("parameters").properties().stream()
                .map(each -> each.getKey() + "=" + encoded(each.getValue().asText()))
                .collect(Collectors.joining("&", endpoint.path("uri").asText() + "?", ""));
    }

    /** A placeholder has to stay one. */
    private static String encoded(String value) {
        return value.startsWith("{{") ? value : URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("shippedUris")
    void theEnginesCatalogueFindsNoFaultWithAShippedEndpoint(String uri) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo:x?operator=X&ownPath=/                       | address
            echo:x?operator=X&ownPath=/&address=/ip&citty=/c  | citty
            echo:x?operator=X&ownPath=/&address=/ip&family=v5 | v5
            resolver:x?operator=X&tells=all                   | all
            resolver:x?operator=X&tells=egress&times=often    | often
            dns-question:x.test?type=MX                       | MX
            dns-echo:x.test?bind=127.0.0.1                    | port
            fleet:travels                                     | travels
            """)
    void theEnginesCatalogueNamesTheSameMistakesAsTheComponent(String uri, String named) throws Exception {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(false)).contains(named);
        try (DefaultCamelContext context = context()) {
            assertThat(catchThrowable(() -> context.getEndpoint(uri))).hasStackTraceContaining(named);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "echo, operator=X&ownPath=/&address=/ip",
        "resolver, operator=X&tells=egress",
        "dns-question, unique=true&type=A",
    })
    void everyValueThatAFormOffersIsTaken(String scheme, String needed) throws Exception {
        try (DefaultCamelContext context = context()) {
            JsonNode options = new ObjectMapper()
                    .readTree(context.getComponentParameterJsonSchema(scheme))
                    .path("properties");

            List<String> uris = new ArrayList<>();
            options.properties()
                    .forEach(option -> option.getValue()
                            .path("enum")
                            .forEach(value -> uris.add(scheme + ":x.test?"
                                    + needed.replaceFirst("&?" + option.getKey() + "=[^&]*", "")
                                    + "&" + option.getKey() + "=" + value.asText())));

            assertThat(uris)
                    .isNotEmpty()
                    .allSatisfy(uri -> assertThat(context.getEndpoint(uri)).isNotNull());
        }
    }

    private static DefaultCamelContext context() {
        Settings settings = Settings.read(
                Map.of("VPN_SENTINEL_API_KEY", "key-for-tests", "VPN_SENTINEL_URL", "http://127.0.0.1:1"), Half.CLIENT);
        DefaultCamelContext context = new DefaultCamelContext();
        ProbeComponents.add(
                context,
                settings,
                Outside.echoes(settings, InstantSource.system()),
                Outside.resolvers(settings),
                new OwnZone(settings, "office"));
        context.addComponent("dns-echo", new DnsEchoComponent());
        AlertWiring.ServerContext nothing =
                new AlertWiring.ServerContext("", List::of, () -> "", Optional.empty(), Duration.ofSeconds(1));
        Settings server = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "key-for-tests"), Half.SERVER);
        new AlertWiring(
                        server,
                        nothing,
                        AlertWiring.Books.of(Stores.none(), InstantSource.system()),
                        InstantSource.system())
                .components(context);
        return context;
    }
}
