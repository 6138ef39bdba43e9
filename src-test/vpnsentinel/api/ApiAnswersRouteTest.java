package vpnsentinel.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.PageServer;
import vpnsentinel.dashboard.Samples;
import vpnsentinel.fleet.Colour;
import vpnsentinel.health.HealthReport;
import vpnsentinel.health.Part;
import vpnsentinel.network.Fact;

/** The routes that answer with JSON or metrics, as shipped, behind a real listener: bodies to the letter. */
class ApiAnswersRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFICE = """
            {"client_id": "office", "last_seen": "2026-11-22T08:30:03.695484+00:00", "ip": "198.51.100.10",
             "location": "Zürich, Zürich, CH", "provider": "AS64500 Example Hosting", "country": "CH", "city": "Zürich",
             "region": "Zürich", "timezone": "Europe/Zurich", "dns_loc": "CH", "dns_colo": "ZRH",
             "client_version": "2.0.0", "dns_transport": "Unknown", "status": "yellow", "last_status": "yellow",
             "reasons": [{"finding": "dns-leak", "title": "DNS leak", "colour": "yellow",
                          "evidence": "Evidence of dns-leak.", "hint": "Change the setting for dns-leak."}],
             "notes": [], "since": "2026-11-22T07:23:35.695484+00:00", "online": true, "stopped": false}""";

    private static PageServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PageServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void statusIsAnObjectByClientId() throws Exception {
        server.clients = List.of(Samples.with("office", Colour.YELLOW, Fact.DNS_LEAK));

        JsonNode body = json("/api/v1/status", 200);

        assertThat(body).isEqualTo(JSON.readTree("{\"office\": " + OFFICE + "}"));
    }

    @Test
    void clientsIsAListWithItsLength() throws Exception {
        server.clients = List.of(Samples.with("office", Colour.YELLOW, Fact.DNS_LEAK));

        JsonNode body = json("/api/v1/clients", 200);

        assertThat(body).isEqualTo(JSON.readTree("{\"clients\": [" + OFFICE + "], \"count\": 1}"));
    }

    @Test
    void theProtocolsByWhichResolversAreAskedAreNamed() throws Exception {
        server.clients = List.of(Samples.by(Samples.green("office"), "do53-udp", "dot"));

        assertThat(json("/api/v1/status", 200).at("/office/dns_transport").asText())
                .isEqualTo("do53-udp,dot");
    }

    @Test
    void withoutClientsTheAnswersAreEmptyAndWhole() throws Exception {
        server.clients = List.of();

        assertThat(json("/api/v1/status", 200)).isEqualTo(JSON.readTree("{}"));
        assertThat(json("/api/v1/clients", 200)).isEqualTo(JSON.readTree("{\"clients\": [], \"count\": 0}"));
    }

    @Test
    void everyPromisedFieldIsTextEvenWhenNothingIsKnown() throws Exception {
        server.clients = List.of(Samples.nothingKnown("x"));

        JsonNode client = json("/api/v1/status", 200).path("x");

        List<String> promised = List.of(
                "ip",
                "provider",
                "country",
                "city",
                "region",
                "timezone",
                "dns_loc",
                "dns_colo",
                "client_version",
                "dns_transport");
        assertThat(promised)
                .allSatisfy(name -> assertThat(client.path(name).textValue()).isEqualTo("Unknown"));
        assertThat(client.path("location").textValue()).isEqualTo("Unknown, Unknown, Unknown");
        assertThat(client.path("last_seen").isTextual()).isTrue();
    }

    @Test
    void aSilentClientKeepsItsLastColourBesideItsStatus() throws Exception {
        server.clients = List.of(Samples.silent("x", Colour.GREEN));

        JsonNode client = json("/api/v1/status", 200).path("x");

        assertThat(client.path("status").asText()).isEqualTo("silent");
        assertThat(client.path("last_status").asText()).isEqualTo("green");
        assertThat(client.path("online").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/health, 200, degraded",
        "/healthz, 200, degraded",
        "/api/v1/health, 200, degraded",
        "/health/ready, 503, unavailable",
        "/health/startup, 200, ok",
    })
    void aBrokenTelegramIsToldWithoutAskingForARestart(String path, int status, String word) throws Exception {
        server.health = new HealthReport(
                true, List.of(Part.working(Part.Name.API), Part.broken(Part.Name.TELEGRAM, "HTTP 401")));

        JsonNode body = json(path, status);

        assertThat(body.path("status").asText()).isEqualTo(word);
        assertThat(body.path("server_time").asText()).isEqualTo("2026-11-22T08:30:15.695484+00:00");
        assertThat(body.path("message").asText()).startsWith("VPN Sentinel server");
        if (!path.endsWith("startup")) {
            assertThat(body.path("degraded"))
                    .isEqualTo(JSON.readTree(
                            "[{\"part\": \"telegram\", \"state\": \"broken\", \"reason\": \"HTTP 401\"}]"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/health", "/healthz", "/health/ready", "/health/startup", "/api/v1/health"})
    void aHealthyServerSaysOkEverywhere(String path) throws Exception {
        server.health = new HealthReport(true, List.of(Part.working(Part.Name.API), Part.off(Part.Name.TELEGRAM)));

        assertThat(json(path, 200).path("status").asText()).isEqualTo("ok");
    }

    @Test
    void metricsArePrometheusText() throws Exception {
        server.clients = List.of(Samples.green("house"), Samples.silent("b", Colour.RED));

        HttpResponse<String> answer = server.get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("vpn_sentinel_clients{status=\"green\"} 1.0", "vpn_sentinel_clients{status=\"silent\"} 1.0")
                .contains("vpn_sentinel_clients{status=\"red\"} 0.0", "jvm_memory_used_bytes")
                .contains("vpn_sentinel_client_status{client=\"house\",status=\"green\"} 1.0")
                .doesNotContain("198.51.100.10");
    }

    @Test
    void theDocumentNamesTheServersPathAndVersion() throws Exception {
        JsonNode document = json("/api/v1/openapi.json", 200);

        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/api/v1");
        assertThat(document.at("/info/version").asText()).isEqualTo("2.0.0");
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
    }

    private static JsonNode json(String path, int status) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().map()).doesNotContainKeys("x-marker", "X-Marker");
        return JSON.readTree(answer.body());
    }
}
