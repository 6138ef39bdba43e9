package scenario;

import static org.assertj.core.api.Assertions.assertThat;

import demo.BotApi;
import demo.BotFault;
import demo.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RawConnection;
import support.RunningServer;
import support.SentinelProcess;

/** The server as a process: how it starts, how it says that it cannot, and how it ends. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class StartUpTest {
    /** sysexits.h: EX_CONFIG; a supervisor need not try again. */
    private static final int CONFIGURATION = 78;

    private static final Duration TO_STOP = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final Ports ports = Ports.free();
    private final HttpClient http = HttpClient.newHttpClient();

    /** What the server says before it gives up, with the status that means: mend the configuration. */
    private List<String> refusal(Map<String, String> settings) throws Exception {
        return refusals(List.of(settings)).get(0);
    }

    /** What servers say that give up at the same time. */
    private List<List<String>> refusals(List<Map<String, String>> settings) throws Exception {
        List<SentinelProcess> servers = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        try {
            for (Map<String, String> each : settings) {
                Map<String, String> own = new HashMap<>(each);
                own.putIfAbsent(
                        "VPN_SENTINEL_DATA_DIR",
                        folder.resolve("data-" + servers.size()).toString());
                servers.add(new SentinelProcess(folder, ports, own));
            }
            for (SentinelProcess server : servers) {
                assertThat(server.exitCode()).isEqualTo(CONFIGURATION);
                assertThat(server.log())
                        .as("the log")
                        .noneMatch(line -> line.contains("\tat ") || line.contains("ERROR"));
                lines.add(server.errors());
            }
            return lines;
        } finally {
            servers.forEach(SentinelProcess::close);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket busy = new ServerSocket(ports.health(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal(Map.of()))
                    .containsExactly("vpn-sentinel: cannot start: cannot listen on 127.0.0.1:" + busy.getLocalPort()
                            + " (health): Address already in use; set VPN_SENTINEL_SERVER_HEALTH_PORT or"
                            + " VPN_SENTINEL_SERVER_HEALTH_BIND");
        }
    }

    @Test
    void missingFoldersAreNamed() throws Exception {
        Path nowhere = folder.resolve("nowhere");

        List<List<String>> lines = refusals(List.of(
                Map.of("VPN_SENTINEL_ROUTES_DIR", nowhere.toString()),
                Map.of("VPN_SENTINEL_TEMPLATES_DIR", nowhere.toString())));

        assertThat(lines)
                .allSatisfy(each -> assertThat(each)
                        .singleElement()
                        .asString()
                        .startsWith("vpn-sentinel: cannot start: ")
                        .contains(nowhere.toString()));
        assertThat(lines.get(0).get(0)).contains("VPN_SENTINEL_ROUTES_DIR");
        assertThat(lines.get(1).get(0)).contains("VPN_SENTINEL_TEMPLATES_DIR");
    }

    @Test
    void aBrokenRouteThatCanBeMissedIsLeftOutAndNamed() throws Exception {
        copyRoutes();
        Path broken = folder.resolve("show-status.camel.yaml");
        Files.writeString(broken, Files.readString(broken).replace("- process:", "- proces:"));

        try (SentinelProcess server =
                new SentinelProcess(folder, ports, Map.of("VPN_SENTINEL_ROUTES_DIR", folder.toString()))) {
            server.awaitAnswer(http, ports.health("/health"));

            assertThat(http.send(
                                    HttpRequest.newBuilder(ports.health("/health"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("left out: show-status.camel.yaml:")
                    .contains("there is no step 'proces'");
            assertThat(server.log()).anyMatch(line -> line.contains("show-status.camel.yaml:"));
        }
    }

    private void copyRoutes() throws IOException {
        try (DirectoryStream<Path> routes = Files.newDirectoryStream(Path.of("server-routes"), "*.yaml")) {
            for (Path route : routes) {
                Files.copy(route, folder.resolve(route.getFileName()));
            }
        }
    }

    @Test
    void aBrokenRouteThatNobodyCanDoWithoutIsNamedWithItsLine() throws Exception {
        copyRoutes();
        Path broken = folder.resolve("receive-keepalive.camel.yaml");
        Files.writeString(broken, Files.readString(broken).replace("ref: answer-keepalive", "ref: answer-kindly"));
        int line = Files.readAllLines(broken).indexOf("            ref: answer-kindly") + 1;

        assertThat(refusal(Map.of("VPN_SENTINEL_ROUTES_DIR", folder.toString())))
                .singleElement()
                .asString()
                .startsWith("vpn-sentinel: cannot start: routes: receive-keepalive.camel.yaml:" + line + ": ")
                .contains("answer-kindly");
    }

    @Test
    void everyBadSettingHasALineOfItsOwn() throws Exception {
        List<String> lines = refusal(Map.of(
                "VPN_SENTINEL_API_KEY", "schlüssel",
                "VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "many",
                "VPN_SENTINEL_SERVER_ALLOWED_IPS", "everybody",
                "VPN_SENTINEL_TELEGRAM_API_URL", "http://box:p%40ss@127.0.0.1",
                "VPN_SENTINEL_TLS_CERT_PATH",
                        Files.createFile(folder.resolve("c.pem")).toString()));

        assertThat(lines)
                .hasSize(5)
                .allMatch(line -> line.startsWith("vpn-sentinel: ") && line.contains(": expected "))
                .noneMatch(line -> line.contains("p%40ss") || line.contains("schl"))
                .anyMatch(line -> line.contains("VPN_SENTINEL_API_KEY='…'"))
                .anyMatch(line -> line.contains("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS='many'"))
                .anyMatch(line -> line.contains("VPN_SENTINEL_SERVER_ALLOWED_IPS='everybody'"))
                .anyMatch(line -> line.contains("VPN_SENTINEL_TELEGRAM_API_URL='http://…@127.0.0.1'"))
                .anyMatch(line -> line.contains("VPN_SENTINEL_TLS_KEY_PATH"));
    }

    @Test
    void withoutAKeyItMakesOneThatIsNowherePrinted() throws Exception {
        Path data = folder.resolve("data");
        Map<String, String> settings = Map.of(
                "VPN_SENTINEL_API_KEY", "your_secure_api_key_here",
                "VPN_SENTINEL_DATA_DIR", data.toString(),
                "VPN_SENTINEL_ALLOWED_IPS", "192.0.2.0/24");

        try (SentinelProcess server = new SentinelProcess(folder, ports, settings)) {
            server.awaitAnswer(http, ports.health("/health"));
            String key = Files.readString(data.resolve("api-key")).strip();

            assertThat(status("")).isEqualTo(401);
            assertThat(status("your_secure_api_key_here")).isEqualTo(403);
            assertThat(status(key)).isEqualTo(200);
            assertThat(server.log())
                    .noneMatch(line -> line.contains(key))
                    .anyMatch(line -> line.contains("API key made file=" + data.resolve("api-key")))
                    .anyMatch(line -> line.contains("VPN_SENTINEL_API_KEY: 'your_secure_api_key_here' stands in"))
                    .anyMatch(line -> line.contains("did you mean VPN_SENTINEL_SERVER_ALLOWED_IPS?"));
            RunningServer.await()
                    .untilAsserted(() -> assertThat(server.log())
                            .anyMatch(line -> line.contains("Telegram is off") && line.contains("TELEGRAM_BOT_TOKEN")));
        }
    }

    private int status(String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ports.api("/api/v1/status"));
        if (!key.isEmpty()) {
            request.header("X-API-Key", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void withoutAKeyThatCouldBeKeptItDoesNotStart() throws Exception {
        Path impossible = Files.createFile(folder.resolve("no-folder"));

        assertThat(refusal(Map.of("VPN_SENTINEL_API_KEY", "", "VPN_SENTINEL_DATA_DIR", impossible.toString())))
                .singleElement()
                .asString()
                .startsWith("vpn-sentinel: cannot start: there is no API key, and none can be kept in " + impossible)
                .contains("VPN_SENTINEL_DATA_DIR");
    }

    @ParameterizedTest
    @ValueSource(strings = {":/etc/localtime", "CET-1CEST,M3.5.0,M10.5.0/3", "Mars/Olympus"})
    void theZoneOfTheSystemStopsNothing(String zone) throws Exception {
        try (SentinelProcess server = new SentinelProcess(folder, ports, Map.of("TZ", zone))) {
            server.awaitAnswer(http, ports.health("/health"));
        }
    }

    @Test
    void brokenFilesOfTlsAreNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN NONSENSE-----\n");
        SelfSigned good = Certificates.local(folder);

        List<List<String>> lines = refusals(List.of(
                tls(broken, good.key()),
                tls(good.certificate(), broken),
                Map.of("VPN_SENTINEL_CA_FILE", broken.toString())));

        assertThat(lines)
                .allSatisfy(each -> assertThat(each)
                        .singleElement()
                        .asString()
                        .startsWith("vpn-sentinel: cannot start: ")
                        .contains(broken.toString()));
        assertThat(lines.get(0).get(0)).contains("VPN_SENTINEL_TLS_CERT_PATH");
        assertThat(lines.get(1).get(0)).contains("VPN_SENTINEL_TLS_KEY_PATH");
    }

    private static Map<String, String> tls(Path certificate, Path key) {
        return Map.of(
                "VPN_SENTINEL_TLS_CERT_PATH", certificate.toString(), "VPN_SENTINEL_TLS_KEY_PATH", key.toString());
    }

    @Test
    void aLogFileThatCannotBeWrittenIsNamed() throws Exception {
        String impossible =
                Files.createFile(folder.resolve("file")).resolve("sentinel.log").toString();

        assertThat(refusal(Map.of("VPN_SENTINEL_LOG_FILE", impossible)))
                .singleElement()
                .asString()
                .startsWith("vpn-sentinel: cannot start: VPN_SENTINEL_LOG_FILE='" + impossible + "': expected ");
    }

    @Test
    void allListenersSpeakTlsWithTheUsersCertificate() throws Exception {
        SelfSigned own = Certificates.local(folder);
        HttpClient trusting = HttpClient.newBuilder().sslContext(own.context()).build();
        Map<String, String> settings = new HashMap<>(tls(own.certificate(), own.key()));
        settings.put("VPN_SENTINEL_DATA_DIR", "/nowhere/at/all");

        try (SentinelProcess server = new SentinelProcess(folder, ports, settings)) {
            server.awaitAnswer(trusting, secure(ports.health("/health")));

            assertThat(status(trusting, secure(ports.api("/api/v1/health")))).isEqualTo(200);
            assertThat(status(trusting, secure(ports.dashboard("/dashboard")))).isEqualTo(200);
            try (RawConnection plain = RawConnection.to(ports.api())) {
                assertThat(plain.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
                                .untilClosed())
                        .doesNotContain("200 OK");
            }
            assertThat(server.terminate()).isLessThan(TO_STOP);
        }
    }

    private static URI secure(URI plain) {
        return URI.create(plain.toString().replace("http:", "https:"));
    }

    private static int status(HttpClient client, URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void whoIsToldToStaysThoughItCannotStartAndEndsInTime() throws Exception {
        Map<String, String> settings =
                Map.of("VPN_SENTINEL_STAY_ON_ERROR", "true", "VPN_SENTINEL_SERVER_API_PORT", "high");

        try (SentinelProcess server = new SentinelProcess(folder, ports, settings)) {
            RunningServer.await().until(() -> server.errors().size() >= 2);

            assertThat(server.errors().get(0)).contains("VPN_SENTINEL_SERVER_API_PORT='high'");
            assertThat(server.errors().get(1)).contains("tries again in 1 min");
            assertThat(server.terminate()).isLessThan(TO_STOP);
            assertThat(server.exitCode()).isEqualTo(128 + 15);
        }
    }

    @Test
    void itStopsInTimeWhateverHangsOnIt() throws Exception {
        try (BotApi bot = BotApi.start(0, RunningServer.CHAT)) {
            bot.fail(IntStream.range(0, 20).mapToObj(i -> BotFault.hang()).toArray(BotFault[]::new));
            bot.failAt("getUpdates", BotFault.hangInBody(), BotFault.hang());
            SentinelProcess server = new SentinelProcess(folder, ports, RunningServer.telegram(bot));
            server.awaitAnswer(http, ports.health("/health"));
            RunningServer.await().until(() -> bot.calls("sendMessage") > 0 && bot.calls("getUpdates") > 0);

            try (server;
                    RawConnection kept = RawConnection.to(ports.api());
                    RawConnection halfway = RawConnection.to(ports.api())) {
                kept.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n").until("}");
                halfway.send("POST /api/v1/keepalive HTTP/1.1\r\nHost: x\r\nX-API-Key: " + RunningServer.KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

                assertThat(server.terminate()).isLessThan(TO_STOP);
                assertThat(server.exitCode()).isEqualTo(128 + 15);
                assertThat(server.log()).noneMatch(line -> line.contains("ERROR") || line.contains("\tat "));
            }
        }
    }

    @Test
    void afterAKillItStartsAgainOnTheSamePorts() throws Exception {
        try (SentinelProcess first = new SentinelProcess(folder, ports, Map.of());
                RawConnection kept = RawConnection.to(awaited(first))) {
            kept.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n").until("}");
            first.kill();

            try (SentinelProcess second = new SentinelProcess(folder, ports, Map.of())) {
                second.awaitAnswer(http, ports.health("/health"));
                assertThat(second.log()).anyMatch(line -> line.contains("server started"));
            }
        }
    }

    private int awaited(SentinelProcess server) {
        server.awaitAnswer(http, ports.health("/health"));
        return ports.api();
    }
}
