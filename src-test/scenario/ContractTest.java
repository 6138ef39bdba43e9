package scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static support.RunningServer.KEY;
import static support.RunningServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import support.RunningServer;

/** What clients of the Python product rely on, sentence by sentence, against the running server. */
class ContractTest {
    private static final String NESTED = """
            {"client_id": "%s", "timestamp": "2026-11-22T08:30:53+0000", "public_ip": "198.51.100.70", "status": "alive",
             "client_version": "1.0.0",
             "location": {"country": "BR", "city": "São Paulo", "region": "São Paulo",
                          "org": "AS64507 Telefónica de España", "timezone": "America/Sao_Paulo"},
             "dns_test": {"location": "BR", "colo": "GRU"}}""";
    private static final String FLAT = """
            {"client_id": "%s", "ip": "198.51.100.70", "country": "Brazil", "city": "São Paulo", "region": "São Paulo",
             "provider": "AS64507 Telefónica de España", "timezone": "America/Sao_Paulo", "dns_loc": "BR",
             "dns_colo": "GRU", "client_version": "1.0.0", "something_new": {"deep": [1, 2, 3]}}""";
    private static final Set<String> ACCEPTED =
            Set.of("status", "message", "server_time", "verdict", "reasons", "probe");

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.ready(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("nested", String.format(NESTED, "nested")),
                Arguments.of("flat, with a field that nobody knows", String.format(FLAT, "flat")),
                Arguments.of("nothing but a name", "{\"client_id\":\"minimal\"}"),
                Arguments.of("a name with blanks around it", "{\"client_id\":\"  trimmed\\t\"}"),
                Arguments.of("a hundred characters", "{\"client_id\":\"" + "x".repeat(100) + "\"}"),
                Arguments.of("every character that is allowed", "{\"client_id\":\"aZ09._-\"}"),
                Arguments.of("no address", "{\"client_id\":\"no-address\",\"status\":\"alive\"}"),
                Arguments.of("an address that is none", "{\"client_id\":\"odd\",\"public_ip\":\"not an address\"}"),
                Arguments.of("fields of other types", """
                        {"client_id":"types","public_ip":7,"location":[],"dns_test":"DE","client_version":{"a":1}}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void aKeepaliveIsAccepted(String why, String body) {
        HttpResponse<String> answer = server.keepalive(body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(names(json(answer))).isEqualTo(ACCEPTED);
        assertThat(json(answer).path("status").asText()).isEqualTo("ok");
        assertThat(json(answer).path("message").asText()).isEqualTo("Keepalive received");
        assertThat(json(answer).path("server_time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00:00");
        assertThat(OffsetDateTime.parse(json(answer).path("server_time").asText())
                        .toInstant())
                .isBetween(server.now().minusSeconds(20), server.now());
    }

    static Stream<Arguments> refused() {
        String json = "application/json";
        String tooLong = "{\"client_id\":\"" + "x".repeat(101) + "\"}";
        String nothing = "{\"error\":\"No JSON data provided\"}";
        String required = "{\"error\":\"client_id is required\"}";
        String invalid = "{\"error\":\"Invalid client_id format\"}";
        return Stream.of(
                Arguments.of("an empty object", json, "{}", 400, nothing),
                Arguments.of("null", json, "null", 400, nothing),
                Arguments.of("no name", json, "{\"public_ip\":\"198.51.100.70\"}", 400, required),
                Arguments.of("an empty name", json, "{\"client_id\":\"\"}", 400, required),
                Arguments.of("a blank name", json, "{\"client_id\":\"  \"}", 400, required),
                Arguments.of("a name that is null", json, "{\"client_id\":null}", 400, required),
                Arguments.of("a name with a blank", json, "{\"client_id\":\"a b\"}", 400, invalid),
                Arguments.of("a name with markup", json, "{\"client_id\":\"<b>\"}", 400, invalid),
                Arguments.of("a name with an umlaut", json, "{\"client_id\":\"büro\"}", 400, invalid),
                Arguments.of("a name with a line end", json, "{\"client_id\":\"a\\nb\"}", 400, invalid),
                Arguments.of("a name of 101 characters", json, tooLong, 400, invalid),
                Arguments.of("no body", json, "", 400, "error, message"),
                Arguments.of("broken JSON", json, "{\"client_id\":", 400, "error, message"),
                Arguments.of("JSON and more", json, "{\"client_id\":\"a\"} x", 400, "error, message"),
                Arguments.of("a list", json, "[1]", 400, "error, message"),
                Arguments.of("a text", json, "\"client\"", 400, "error, message"),
                Arguments.of("a form", "application/x-www-form-urlencoded", "client_id=a", 415, "error, message"),
                Arguments.of("plain text", "text/plain", "{\"client_id\":\"a\"}", 415, "error, message"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoKeepaliveIsRefusedInWords(String what, String type, String body, int status, String expected)
            throws Exception {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/keepalive"))
                        .header("Content-Type", type)
                        .header("X-API-Key", KEY)
                        .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        if (expected.startsWith("{")) {
            assertThat(answer.body()).isEqualTo(expected);
        } else {
            assertThat(names(json(answer))).containsExactlyInAnyOrder("error", "message");
            assertThat(json(answer))
                    .allSatisfy(text -> assertThat(text.asText()).isNotBlank());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "APPLICATION/JSON",
    })
    void theContentTypeMayNameItsCharset(String type) {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/keepalive"))
                        .header("Content-Type", type)
                        .header("X-API-Key", KEY)
                        .POST(BodyPublishers.ofString("{\"client_id\":\"charset\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/keepalive", "POST, /api/v1/register", "GET, /api/v1/status", "GET, /api/v1/clients"})
    void withoutAKeyNobodyEnters(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.ports().api(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"client_id\":\"stranger\"}"));

        HttpResponse<String> without = server.send(request);
        HttpResponse<String> wrong = server.send(request.copy().header("X-API-Key", KEY + "x"));

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.body())
                .isEqualTo("{\"error\":\"Authentication required\",\"message\":\"X-API-Key header is required\"}");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).isEqualTo("{\"error\":\"Authentication failed\",\"message\":\"Invalid API key\"}");
        assertThat(server.client("stranger").isMissingNode()).isTrue();
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItIsSent() {
        try (var raw = server.connect(server.ports().api())) {
            raw.send("POST /api/v1/keepalive HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-API-Key: " + KEY
                    + "\r\nContent-Length: 65537\r\n\r\n");

            assertThat(raw.untilClosed()).startsWith("HTTP/1.1 413 ").contains("{\"error\":\"Body too large");
        }
    }

    @Test
    void aBodyThatGrowsTooLargeInChunksIsRefused() {
        byte[] large = ("{\"client_id\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer =
                server.send(server.keepalive(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                        .header("X-API-Key", KEY));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("error").asText()).startsWith("Body too large");
    }

    @Test
    void aBodyOfTheLargestSizeIsTaken() {
        String start = "{\"client_id\":\"large\",\"filler\":\"";

        HttpResponse<String> answer = server.keepalive(start + "x".repeat(65_536 - start.length() - 2) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing",
        "GET, /api/v1",
        "GET, /",
        "GET, /api/v2/status",
        "POST, /api/v1/keepalive/more",
        "GET, /dashboard",
        "GET, /metrics",
    })
    void anUnknownPathIsSaidToBeSo(String method, String path) {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.ports().api(path))
                        .header("X-API-Key", KEY)
                        .method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Not found\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/keepalive, POST",
        "PUT, /api/v1/keepalive, POST",
        "DELETE, /api/v1/status, 'GET, HEAD'",
        "POST, /api/v1/clients, 'GET, HEAD'",
        "POST, /api/v1/health, 'GET, HEAD'",
        "GET, /api/v1/register, POST",
    })
    void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.ports().api(path))
                        .header("X-API-Key", KEY)
                        .method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        assertThat(json(answer).path("error").asText()).isEqualTo("Method not allowed");
    }

    @ParameterizedTest
    @CsvSource({"nested", "flat"})
    void whatAClientSaysIsShownAsItWasSent(String form) {
        server.keepalive(String.format(form.equals("flat") ? FLAT : NESTED, "shown-" + form));

        JsonNode shown = server.client("shown-" + form);

        Map<String, String> expected = Map.of(
                "ip", "198.51.100.70",
                "location", "São Paulo, São Paulo, BR",
                "provider", "AS64507 Telefónica de España",
                "country", "BR",
                "city", "São Paulo",
                "region", "São Paulo",
                "timezone", "America/Sao_Paulo",
                "dns_loc", "BR",
                "dns_colo", "GRU",
                "client_version", "1.0.0");
        expected.forEach(
                (name, value) -> assertThat(shown.path(name).asText()).as(name).isEqualTo(value));
        assertThat(names(shown))
                .containsAll(expected.keySet())
                .contains("last_seen", "status", "last_status", "reasons", "since", "online");
        assertThat(shown.path("status").asText()).isEqualTo("green");
        assertThat(shown.path("online").asBoolean()).isTrue();
    }

    @Test
    void whatAClientDoesNotSayIsUnknown() {
        server.keepalive("{\"client_id\":\"taciturn\"}");

        JsonNode shown = server.client("taciturn");

        assertThat(List.of(
                        "ip",
                        "provider",
                        "country",
                        "city",
                        "region",
                        "timezone",
                        "dns_loc",
                        "dns_colo",
                        "client_version"))
                .allSatisfy(name -> assertThat(shown.path(name).asText()).isEqualTo("Unknown"));
        assertThat(shown.path("status").asText()).isEqualTo("yellow");
        assertThat(shown.path("reasons").findValuesAsText("finding")).contains("exit-never-verified");
    }

    @Test
    void statusAndClientsSayTheSame() {
        server.keepalive("{\"client_id\":\"one\"}");

        JsonNode byId = json(server.get("/api/v1/status"));
        JsonNode list = json(server.get("/api/v1/clients"));

        assertThat(names(list)).containsExactlyInAnyOrder("clients", "count");
        assertThat(list.path("count").asInt()).isEqualTo(byId.size()).isPositive();
        assertThat(list.path("clients").findValuesAsText("client_id"))
                .containsExactlyElementsOf(names(byId).stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/status", "/api/v1/clients", "/api/v1/whoami", "/api/v1/openapi.json"})
    void answersAreJsonThatNobodyKeeps(String path) {
        HttpResponse<String> answer = server.get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().map().keySet()).doesNotContain("x-api-key", "X-API-Key");
        assertThat(json(answer).isObject()).isTrue();
    }

    @Test
    void healthNeedsNoKey() {
        HttpResponse<String> answer = server.get(server.ports().api("/api/v1/health"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("ok");
        assertThat(names(json(answer))).contains("status", "message", "server_time");
    }

    @ParameterizedTest
    @CsvSource({"/health", "/healthz", "/health/ready", "/health/startup"})
    void healthChecksAreOnAPortOfTheirOwn(String path) {
        HttpResponse<String> answer = server.get(server.ports().health(path));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("ok");
        assertThat(server.get(server.ports().dashboard(path)).statusCode()).isEqualTo(404);
    }

    @Test
    void registeringPutsAClientOnTheList() {
        HttpResponse<String> answer =
                server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/register"))
                        .header("Content-Type", "application/json")
                        .header("X-API-Key", KEY)
                        .POST(BodyPublishers.ofString("{\"client_id\":\"registered\"}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("ok");
        assertThat(json(answer).path("message").asText()).isEqualTo("Client registered");
        assertThat(server.client("registered").path("status").asText()).isEqualTo("yellow");
    }

    @ParameterizedTest
    @CsvSource({"/dashboard", "/dashboard/", "/logs", "/logs/"})
    void pagesAreFoundWithAndWithoutASlash(String path) {
        HttpResponse<String> page = server.get(server.ports().dashboard(path));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).containsIgnoringCase("<!doctype html>");
    }

    @Test
    void theRootOfTheDashboardLeadsToIt() {
        HttpResponse<String> start = server.get(server.ports().dashboard("/"));

        assertThat(start.statusCode()).isEqualTo(302);
        assertThat(start.headers().firstValue("Location")).contains("/dashboard");
    }

    private static Set<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return Set.copyOf(names);
    }
}
