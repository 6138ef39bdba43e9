package scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static support.RunningServer.await;
import static support.RunningServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import demo.BotApi;
import demo.BotFault;
import demo.Dialect;
import demo.Provider;
import demo.SimulatedClient;
import demo.Situation;
import demo.World;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RunningServer;

/** What each setting of the server does to a running one. Those of the fleet, of messages, and of probes have theirs there. */
class ServerSettingsTest {
    private static SimulatedClient client(Situation situation) {
        return new SimulatedClient("office", Dialect.EVIDENCE, Duration.ofHours(1), 1, situation);
    }

    private static List<String> findings(RunningServer server) {
        return server.client("office").path("reasons").findValuesAsText("finding");
    }

    @Test
    void theApiLivesWhereThePathSays() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("VPN_SENTINEL_API_PATH", "/guard"))) {
            JsonNode document = json(server.get("/guard/openapi.json"));

            assertThat(server.get("/guard/status").statusCode()).isEqualTo(200);
            assertThat(server.get(server.ports().api("/guard/health")).statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/api/v1/status").statusCode()).isEqualTo(404);
            assertThat(document.at("/servers/0/url").asText()).isEqualTo("/guard");
        }
    }

    @Test
    void listenersAreBoundToTheirAddresses() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of(
                "VPN_SENTINEL_SERVER_API_BIND", "127.0.0.2",
                "VPN_SENTINEL_SERVER_HEALTH_BIND", "127.0.0.3",
                "VPN_SENTINEL_SERVER_DASHBOARD_BIND", "127.0.0.4"))) {
            Map<String, URI> places = Map.of(
                    "127.0.0.2", server.ports().api("/api/v1/health"),
                    "127.0.0.3", server.ports().health("/health"),
                    "127.0.0.4", server.ports().dashboard("/dashboard"));

            places.forEach((bound, place) -> {
                URI there = URI.create(place.toString().replace("127.0.0.1", bound));
                assertThat(server.get(there).statusCode()).as(bound).isEqualTo(200);
                assertThatThrownBy(() -> server.get(place)).hasCauseInstanceOf(java.net.ConnectException.class);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"VPN_SENTINEL_SERVER_DASHBOARD_ENABLED", "VPN_SENTINEL_SERVER_WEB_DASHBOARD_ENABLED"})
    void withoutDashboardNobodyListensThere(String name) throws Exception {
        try (RunningServer server = RunningServer.start(Map.of(name, "false"))) {
            assertThat(server.get(server.ports().health("/health")).statusCode())
                    .isEqualTo(200);
            assertThatThrownBy(() -> server.get(server.ports().dashboard("/dashboard")))
                    .hasCauseInstanceOf(java.net.ConnectException.class);
        }
    }

    @Test
    void aKeyHasALimitForAllItsClientsTogether() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("VPN_SENTINEL_SERVER_KEY_RATE_LIMIT", "3"))) {
            List<Integer> statuses = IntStream.range(0, 5)
                    .mapToObj(i -> server.keepalive("{\"client_id\":\"client-" + i + "\"}")
                            .statusCode())
                    .toList();

            assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        }
    }

    @Test
    void anOpenApiIsOpenBecauseItsKeySaysSo() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("VPN_SENTINEL_API_KEY", "insecure-open"))) {
            assertThat(server.get(server.ports().api("/api/v1/status")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aBotWhoseUpdatesGoElsewhereIsReadyAndSaysThatCommandsAreNotRead() throws Exception {
        BotFault conflict = BotFault.refusal(409, "Conflict: terminated by other getUpdates request");
        try (BotApi bot = BotApi.start(0, RunningServer.CHAT)) {
            bot.failAt("getUpdates", Collections.nCopies(20, conflict).toArray(BotFault[]::new));
            try (RunningServer server = RunningServer.ready(RunningServer.telegram(bot))) {
                String why = "messages go out, commands are not read: getUpdates: Conflict";
                await().until(() ->
                        server.get(server.ports().health("/health")).body().contains(why));

                assertThat(server.get(server.ports().health("/health/ready")).statusCode())
                        .isEqualTo(200);
                assertThat(bot.texts()).isNotEmpty();
                assertThat(server.get(server.ports().dashboard("/dashboard")).body())
                        .contains("commands are not answered", why);
            }
        }
    }

    @Test
    void thatNoClientIsLeftIsToldAfterTheThreshold() throws Exception {
        try (BotApi bot = BotApi.start(0, RunningServer.CHAT);
                RunningServer server = RunningServer.start(RunningServer.both(
                        RunningServer.telegram(bot),
                        Map.of(
                                "VPN_SENTINEL_SERVER_CHECK_INTERVAL_MINUTES", "1",
                                "VPN_SENTINEL_SERVER_ALERT_THRESHOLD_MINUTES", "2")))) {
            await().until(() -> !bot.texts().isEmpty());

            server.pass(Duration.ofMinutes(2));

            await().until(() -> bot.texts().stream().anyMatch(text -> text.contains("No client is heard from")));
            server.pass(Duration.ofMinutes(2));
            server.keepalive("{\"client_id\":\"late\"}");
            await().until(() -> bot.texts().size() >= 2);
            assertThat(bot.texts().stream().filter(text -> text.contains("No client is heard from")))
                    .as("one silence is told once")
                    .hasSize(1);
        }
    }

    @Test
    void pagesShowTimesInTheUsersZone() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("TZ", "Asia/Tokyo"))) {
            server.keepalive("{\"client_id\":\"office\"}");

            JsonNode office = server.client("office");
            String time = DateTimeFormatter.ofPattern("HH:mm:ss")
                    .withZone(ZoneId.of("Asia/Tokyo"))
                    .format(OffsetDateTime.parse(office.path("last_seen").asText()));

            assertThat(server.get(server.ports().dashboard("/dashboard")).body())
                    .contains(time, "Asia/Tokyo");
        }
    }

    @Test
    void withoutLearningTheServerNeverAsksForItsOwnAddress() throws Exception {
        try (RunningServer server = RunningServer.start(Map.of("VPN_SENTINEL_HOME", "none"))) {
            server.hears(client(Situation.behind(World.STOCKHOLM)));

            await().until(() -> server.internet.paths().stream().anyMatch(path -> path.contains("192.0.2.10")));
            assertThat(findings(server)).contains("baseline-unknown");
            assertThat(server.client("office").path("status").asText()).isEqualTo("yellow");
            assertThat(server.internet.requests(Provider.IPINFO, "/json")
                            + server.internet.requests(Provider.IP_API, "/json")
                            + server.internet.requests(Provider.IPWHOIS, "/json/"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VPN_SENTINEL_HOME_PREFIXES, 198.51.100.0/24, red, exit-on-home-line",
        "VPN_SENTINEL_HOME_ASNS, AS64501, red, exit-on-home-network",
        "VPN_SENTINEL_HOME_ASNS, AS64502, green, ''",
    })
    void whatTheUserCallsHomeIsHome(String name, String value, String status, String finding) throws Exception {
        try (RunningServer server = RunningServer.ready(Map.of(name, value))) {
            server.hears(client(Situation.behind(World.STOCKHOLM)));

            server.awaitStatus("office", status);
            assertThat(String.join(",", findings(server))).contains(finding);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', yellow", "AS64503, green", "192.0.2.30/32, green", "quad9, yellow"})
    void aResolverThatTheUserAllowsIsFineAnywhere(String allowed, String status) throws Exception {
        try (RunningServer server = RunningServer.ready(Map.of("VPN_SENTINEL_DNS_ALLOWED", allowed))) {
            server.hears(client(Situation.behind(World.STOCKHOLM).resolver(World.AMSTERDAM.resolver())));

            await().until(() -> findings(server), found -> !found.contains("dns-never-verified"));
            server.awaitStatus("office", status);
            assertThat(findings(server)).isEqualTo(status.equals("green") ? List.of() : List.of("dns-elsewhere"));
        }
    }

    @Test
    void authoritiesOfTheUserAreTrustedForEverythingThatGoesOut(@TempDir Path folder) throws Exception {
        SelfSigned own = Certificates.local(folder);
        Set<String> paths = ConcurrentHashMap.newKeySet();
        HttpsServer outside = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        outside.setHttpsConfigurator(new HttpsConfigurator(own.context()));
        outside.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            byte[] body = "{\"ok\":true,\"result\":[],\"ip\":\"203.0.113.7\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        outside.start();
        String url = "https://127.0.0.1:" + outside.getAddress().getPort();
        try (RunningServer server = RunningServer.start(Map.of(
                "VPN_SENTINEL_CA_FILE",
                own.certificate().toString(),
                "TELEGRAM_BOT_TOKEN",
                BotApi.TOKEN,
                "TELEGRAM_CHAT_ID",
                "42",
                "VPN_SENTINEL_TELEGRAM_API_URL",
                url,
                "VPN_SENTINEL_ECHO_IPINFO_URL",
                url))) {
            await().until(
                            () -> paths,
                            seen -> seen.containsAll(Set.of(
                                    "/json",
                                    "/bot" + BotApi.TOKEN + "/getMe",
                                    "/bot" + BotApi.TOKEN + "/sendMessage")));
            assertThat(server.get(server.ports().health("/health")).statusCode())
                    .isEqualTo(200);
        } finally {
            outside.stop(0);
        }
    }

    @Test
    void theKeyMayComeFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), RunningServer.KEY + "\n");

        try (RunningServer server =
                RunningServer.start(Map.of("VPN_SENTINEL_API_KEY", "", "VPN_SENTINEL_API_KEY_FILE", file.toString()))) {
            assertThat(server.get("/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(server.get(server.ports().api("/api/v1/status")).statusCode())
                    .isEqualTo(401);
        }
    }
}
