package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.ClientStage;
import support.FakeWeb;
import support.PythonServer;
import support.RawConnection;
import vpnsentinel.settings.Version;

/**
 * The whole client over loopback HTTP, with the shipped routes: gather-evidence, probe-exit, probe-resolver,
 * probe-udp, send-keepalive, post-keepalive, retry-delivery, and route-failed.
 */
class ClientHalfTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final FakeWeb server = new FakeWeb().answers(200, "{\"status\":\"ok\",\"verdict\":\"green\"}");
    private Optional<ClientStage> stage = Optional.empty();

    private ClientStage against(String url) {
        ClientStage made = new ClientStage(folder, url);
        stage = Optional.of(made);
        return made;
    }

    @AfterEach
    void close() {
        stage.ifPresent(ClientStage::close);
        server.close();
    }

    @Test
    void thePythonServerTakesItsKeepalives() throws Exception {
        try (PythonServer python = new PythonServer("right-key")) {
            against(python.url()).start();

            await().atMost(SOON).until(() -> !python.clients().isEmpty());

            assertThat(python.clients().get(0))
                    .isEqualTo(new PythonServer.Client(
                            "office", "203.0.113.10", "CH", "Zurich", "AS64500 Example Hosting", "CH"));
            assertThat(python.requests()).hasSize(1);
        }
    }

    @Test
    void thePythonServerOverTlsIsTrustedByItsCertificate() throws Exception {
        SelfSigned certificate = Certificates.local(folder);
        try (PythonServer python = new PythonServer("right-key", certificate.context())) {
            against(python.url())
                    .with(
                            "VPN_SENTINEL_TLS_CERT_PATH",
                            certificate.certificate().toString())
                    .start();

            await().atMost(SOON).until(() -> !python.clients().isEmpty());
        }
    }

    @Test
    void anUnknownCertificateIsRefusedUnlessTheUserAllowsIt() throws Exception {
        SelfSigned certificate = Certificates.local(folder);
        try (PythonServer python = new PythonServer("right-key", certificate.context())) {
            ClientStage client = against(python.url()).start();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(client.report().path("issues").toString())
                                    .contains("TLS: "));
            assertThat(python.clients()).isEmpty();
            client.stop();

            client.with("VPN_SENTINEL_ALLOW_INSECURE", "true").start();
            await().atMost(SOON).until(() -> !python.clients().isEmpty());
        }
    }

    @Test
    void aKeepaliveCarriesTheEvidenceOfAllSources() throws Exception {
        against(server.url()).with("VPN_SENTINEL_API_PATH", "/sentinel/").start();

        await().atMost(SOON).until(() -> !server.bodies.isEmpty());

        JsonNode sent = ClientStage.json(server.bodies.get(0));
        assertThat(server.requests).containsExactly("POST /sentinel/keepalive");
        assertThat(server.headers.get(0))
                .containsEntry("X-api-key", "right-key")
                .containsEntry("Content-type", "application/json")
                .doesNotContainKey("Due");
        assertThat(sent.path("status").asText()).isEqualTo("alive");
        assertThat(sent.path("client_version").asText()).isEqualTo(Version.text());
        assertThat(sent.path("interval_s").asInt()).isEqualTo(86400);
        assertThat(sent.path("sequence").asInt()).isEqualTo(1);
        assertThat(sent.path("boot").asText()).hasSize(16);
        assertThat(sent.path("dns_test").path("location").asText()).isEqualTo("CH");
        assertThat(sent.path("dns_test").path("colo").asText()).isEqualTo("Example Hosting");
        assertThat(sent.path("evidence").path("exit").findValuesAsText("source"))
                .containsExactlyInAnyOrder("ip-api.com", "ipinfo.io", "ipwhois.app");
        assertThat(sent.path("evidence").path("resolver").findValuesAsText("method"))
                .containsExactlyInAnyOrder(
                        "akahelp",
                        "akamai",
                        "dnscrypt",
                        "google",
                        "google-tcp",
                        "opendns",
                        "powerdns",
                        "powerdns-v6",
                        "quad9");
        assertThat(sent.path("evidence").path("udp").findValuesAsText("address"))
                .containsExactly("203.0.113.10");
    }

    @Test
    void roundsFollowAtTheInterval() throws Exception {
        against(server.url()).with("VPN_SENTINEL_INTERVAL", "1").start();

        await().atMost(SOON).until(() -> server.bodies.size() >= 3);

        assertThat(server.bodies.stream()
                        .limit(3)
                        .map(b -> ClientStage.json(b).path("sequence").asInt()))
                .containsExactly(1, 2, 3);
        assertThat(server.bodies.stream()
                        .map(b -> ClientStage.json(b).path("boot").asText()))
                .containsOnly(
                        ClientStage.json(server.bodies.get(0)).path("boot").asText());
    }

    @Test
    void anOrderToProbeNowIsFollowedAtOnceByAllSourcesButNotForEver() throws Exception {
        server.answers(200, "{\"status\":\"ok\",\"verdict\":\"yellow\",\"probe\":\"now\"}");
        against(server.url()).start();

        await().atMost(SOON).until(() -> wholeRounds() >= 3);
        await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> wholeRounds() == 3);

        assertThat(server.bodies)
                .as("and early reports ahead of those that were ordered")
                .hasSizeBetween(3, 5)
                .allSatisfy(body -> assertThat(
                                ClientStage.json(body).path("evidence").path("exit"))
                        .hasSize(3));
    }

    private long wholeRounds() {
        return server.bodies.stream()
                .filter(body -> !ClientStage.json(body)
                        .path("evidence")
                        .path("resolver")
                        .isEmpty())
                .count();
    }

    @Test
    void aWrongKeyIsUnhealthyAndNotRepeated() throws Exception {
        try (PythonServer python = new PythonServer("another-key")) {
            ClientStage client = against(python.url()).start();

            await().atMost(SOON).until(() -> client.health("/client/health").statusCode() == 503);

            assertThat(client.report().path("status").asText()).isEqualTo("unhealthy");
            assertThat(client.report().path("issues").get(0).asText())
                    .contains("HTTP 403, Authentication failed: Invalid API key")
                    .contains("VPN_SENTINEL_API_KEY");
            assertThat(client.health("/client/health/ready").statusCode()).isEqualTo(503);
            await().during(Duration.ofSeconds(2))
                    .atMost(SOON)
                    .until(() -> python.requests().size() == 1);
        }
    }

    @Test
    void anUnreachableServerIsUnhealthyUntilItAnswersToARepeat() throws Exception {
        int port = ClientStage.freePort();
        ClientStage client = against("http://127.0.0.1:" + port).start();
        await().atMost(SOON).until(() -> client.health("/client/health").statusCode() == 503);
        assertThat(client.report().path("issues").get(0).asText()).contains("connection refused");

        server.answers(500, "oops");
        client.stop();
        client.with("VPN_SENTINEL_URL", server.url()).start();
        await().atMost(SOON).until(() -> server.bodies.size() >= 3);
        server.answers(200, "{\"status\":\"ok\"}");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.health("/client/health").statusCode() == 200);
        assertThat(client.health("/client/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aProxysPageIsNoAnswerOfAServerThatGaveVerdictsAndIsNoDelivery() throws Exception {
        ClientStage client =
                against(server.url()).with("VPN_SENTINEL_INTERVAL", "4").start();
        await().atMost(SOON).until(() -> client.health("/client/health/ready").statusCode() == 200);

        server.answers(200, "<html>Back soon</html>");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(client.report().path("issues").toString()).contains("answer without a verdict"));
        int known = server.bodies.size();
        await().atMost(SOON).until(() -> server.bodies.size() > known);
        assertThat(server.bodies.get(known)).as("repeated").isEqualTo(server.bodies.get(known - 1));
        assertThat(server.headers.get(known)).containsEntry("X-api-key", "right-key");
        server.answers(200, "{\"verdict\":\"green\"}");

        await().atMost(SOON).until(() -> client.health("/client/health/ready").statusCode() == 200);
    }

    @Test
    void repeatsNeverOverlapTheNextRound() throws Exception {
        server.answers(503, "{\"error\":\"Busy\"}");
        against(server.url()).with("VPN_SENTINEL_INTERVAL", "3").start();

        await().atMost(SOON).until(() -> server.bodies.size() >= 6);

        assertThat(sequences()).isSorted().contains(1, 2);
        assertThat(tries(1))
                .as("tries in the first 3 s, after 0 and 1 s; the next would be after 3")
                .isEqualTo(2);
    }

    @Test
    void aProxysPageIsRepeatedAfterTheSamePausesAsAFailure() throws Exception {
        ClientStage client =
                against(server.url()).with("VPN_SENTINEL_INTERVAL", "3").start();
        await().atMost(SOON).until(() -> client.health("/client/health/ready").statusCode() == 200);

        server.answers(200, "<html>Back soon</html>");
        int first = sequences().get(sequences().size() - 1) + 1;
        await().atMost(SOON).until(() -> sequences().contains(first + 2));

        assertThat(sequences()).isSorted();
        assertThat(tries(first + 1)).as("tries after 0 and 1 s").isEqualTo(2);
    }

    private List<Integer> sequences() {
        return server.bodies.stream()
                .map(body -> ClientStage.json(body).path("sequence").asInt())
                .toList();
    }

    private long tries(int sequence) {
        return sequences().stream().filter(each -> each == sequence).count();
    }

    @Test
    void anOrderlyStopIsAnnounced() throws Exception {
        ClientStage client = against(server.url()).start();
        await().atMost(SOON).until(() -> !server.bodies.isEmpty());

        client.stop();

        assertThat(server.bodies).hasSize(2);
        assertThat(ClientStage.json(server.bodies.get(1)).path("status").asText())
                .isEqualTo("stopping");
        assertThat(ClientStage.json(server.bodies.get(1)).path("sequence").asInt())
                .isEqualTo(2);
    }

    @Test
    void aServerThatHangsDelaysTheStopByAFewSecondsOnly() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            ClientStage client = against("http://127.0.0.1:" + hanging.getLocalPort())
                    .with("VPN_SENTINEL_TIMEOUT", "300")
                    .start();
            Instant begin = Instant.now();

            client.stop();

            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void theAnswerOfASlowServerIsWaitedForAsLongAsTheSettingSays() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            ClientStage client = against("http://127.0.0.1:" + hanging.getLocalPort())
                    .with("VPN_SENTINEL_TIMEOUT", "1")
                    .start();

            await().atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(client.report().path("issues").toString())
                                    .contains("time-out"));
        }
    }

    @Test
    void aClientWithoutInternetSaysWhyAndKeepsReporting() throws Exception {
        ClientStage client = against(server.url());
        client.echo.answers(500, "");
        client.nameServer.isSilent();
        client.with("VPN_SENTINEL_PROBE_TIMEOUT", "1").start();

        await().atMost(SOON).until(() -> !server.bodies.isEmpty());

        JsonNode sent = ClientStage.json(server.bodies.get(0));
        assertThat(sent.path("public_ip").asText()).isEqualTo("unknown");
        assertThat(sent.path("evidence").path("exit").findValuesAsText("missing"))
                .containsOnly("HTTP 500", "connection refused");
        await().atMost(SOON)
                .until(() ->
                        client.report().path("checks").path("server").asText().equals("ok"));
        assertThat(client.report().path("status").asText()).isEqualTo("degraded");
        assertThat(client.health("/client/health").statusCode()).isEqualTo(200);
        assertThat(client.report().path("issues").toString())
                .contains("exit address cannot be verified: ", "HTTP 500")
                .contains("resolver cannot be verified: ");
    }

    @Test
    void halfRequestsHoldUpNoHealthCheck() throws Exception {
        ClientStage client = against(server.url()).start();
        List<RawConnection> half = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            half.add(RawConnection.to(client.healthPort()).send("GET /client/health HTTP/1.1\r\nHost: x"));
        }

        assertThat(client.health("/client/health").statusCode()).isIn(200, 503);
        assertThat(RawConnection.to(client.healthPort())
                        .send("no request\r\n\r\n")
                        .untilClosed())
                .startsWith("HTTP/1.1 400 ");
        half.forEach(RawConnection::close);
    }

    @Test
    void healthIsAnsweredInJsonWhateverIsAsked() throws Exception {
        ClientStage client = against(server.url()).start();
        await().atMost(SOON).until(() -> client.health("/client/health/ready").statusCode() == 200);

        HttpResponse<String> wrongMethod = client.ask("POST", "/client/health");

        assertThat(client.health("/client/health").statusCode()).isEqualTo(200);
        assertThat(client.report().path("status").asText()).isEqualTo("healthy");
        assertThat(client.report().path("checks").toString())
                .isEqualTo("{\"server\":\"ok\",\"exit\":\"verified\",\"dns\":\"verified\",\"routes\":\"ok\"}");
        assertThat(client.report().path("system").path("version").asText()).isEqualTo(Version.text());
        assertThat(client.report().path("system").fieldNames())
                .toIterable()
                .contains("third_party_requests_last_hour", "dns_questions_last_hour", "stun_questions_last_hour");
        assertThat(client.report().has("timestamp")).isTrue();
        assertThat(client.health("/client/health/startup").body()).contains("\"started\"");
        assertThat(wrongMethod.statusCode()).isEqualTo(405);
        assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(client.ask("HEAD", "/client/health").body()).isEmpty();
        assertThat(client.health("/health").statusCode()).isEqualTo(404);
        assertThat(client.health("/health").body()).isEqualTo("{\"error\":\"Not found\"}");
    }

    @Test
    void healthCanBeSwitchedOff() throws Exception {
        ClientStage client = against(server.url())
                .with("VPN_SENTINEL_HEALTH_MONITOR", "false")
                .start();

        assertThatThrownBy(() -> client.health("/client/health")).isInstanceOf(IOException.class);
    }

    @Test
    void healthIsAnsweredOnTheAddressOfTheSettingAlone() throws Exception {
        int port = ClientStage.freePort();
        against(server.url())
                .with("VPN_SENTINEL_HEALTH_BIND", "127.0.0.2")
                .with("VPN_SENTINEL_HEALTH_PORT", String.valueOf(port))
                .start();

        try (Socket there = new Socket("127.0.0.2", port)) {
            assertThat(there.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> new Socket("127.0.0.1", port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void aProbeTakesNoLongerThanTheSettingSays() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String url = "http://127.0.0.1:" + hanging.getLocalPort();
            against(server.url())
                    .with("VPN_SENTINEL_ECHO_IPINFO_URL", url)
                    .with("VPN_SENTINEL_ECHO_IP_API_URL", url)
                    .with("VPN_SENTINEL_PROBE_TIMEOUT", "1")
                    .start();

            await().atMost(SOON).until(() -> !server.bodies.isEmpty());

            assertThat(server.bodies.get(0))
                    .containsAnyOf("\"missing\":\"time-out after 1 s\"", "\"missing\":\"time-out\"");
        }
    }

    @Test
    void aBusyHealthPortStopsTheStartBeforeAnythingIsSent() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            ClientStage client =
                    against(server.url()).with("VPN_SENTINEL_HEALTH_PORT", String.valueOf(busy.getLocalPort()));

            assertThatThrownBy(client::start)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + busy.getLocalPort() + " (client health)");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void anEchoProviderComesAndGoesWithItsFile() throws Exception {
        ClientStage client =
                against(server.url()).with("VPN_SENTINEL_INTERVAL", "1").start();
        await().atMost(SOON).until(() -> !server.bodies.isEmpty());

        Path file = Files.writeString(client.routes.resolve("echo-mine.camel.yaml"), """
                - route:
                    id: echo-mine
                    description: Asks an echo provider of my own.
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: echo:mine.test
                      parameters:
                        operator: Mine
                        ownPath: /who
                        address: /ip
                      steps:
                        - to:
                            id: ask-mine
                            uri: "%s"
                            parameters:
                              connectTimeout: 2000
                              responseTimeout: 2000
                              throwExceptionOnFailure: false
                """.formatted(client.echo.url()));
        await().atMost(SOON).until(() -> lastSources().contains("mine.test"));

        Files.delete(file);
        await().atMost(SOON)
                .until(() -> !client.echo.requests.isEmpty() && !lastSources().contains("mine.test"));
        int before = server.bodies.size();
        await().atMost(SOON).until(() -> server.bodies.size() >= before + 4);
        assertThat(server.bodies.subList(before + 1, before + 4))
                .allSatisfy(body -> assertThat(body).doesNotContain("mine.test"));
    }

    private List<String> lastSources() {
        JsonNode last = ClientStage.json(server.bodies.get(server.bodies.size() - 1));
        return last.path("evidence").path("exit").findValuesAsText("source");
    }

    @Test
    void aRefusedEditIsDegradedAndNamesFileAndReason() throws Exception {
        ClientStage client = against(server.url()).start();
        await().atMost(SOON).until(() -> client.report().path("status").asText().equals("healthy"));

        Path file = client.routes.resolve("probe-exit.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("ref: probe-exit", "ref: nobody"));

        await().atMost(SOON).until(() -> client.report().path("status").asText().equals("degraded"));
        assertThat(client.report().path("issues").toString())
                .containsPattern("probe-exit\\.camel\\.yaml:\\d+: .*nobody");
        assertThat(client.health("/client/health").statusCode()).isEqualTo(200);
    }

    @Test
    void authoritiesOfTheSettingAreTrustedByEchoRoutesToo() throws Exception {
        SelfSigned certificate = Certificates.local(folder);
        try (PythonServer https = new PythonServer("x", certificate.context())) {
            ClientStage client = against(server.url())
                    .with("VPN_SENTINEL_ECHO_IPINFO_URL", https.url())
                    .start();
            await().atMost(SOON).until(() -> !server.bodies.isEmpty());
            assertThat(server.bodies.get(0)).contains("\"missing\":\"TLS: ");
            client.stop();
            server.bodies.clear();

            client.with("VPN_SENTINEL_CA_FILE", certificate.certificate().toString())
                    .start();
            await().atMost(SOON).until(() -> !server.bodies.isEmpty());
            assertThat(server.bodies.get(0)).contains("\"missing\":\"HTTP 404\"");
        }
    }

    /** Routes echo-own, echo-own-six, and ask-own-zone. */
    @Test
    void withoutThirdPartiesNobodyButTheServerIsAsked() throws Exception {
        server.answers(200, "{\"status\":\"ok\",\"verdict\":\"green\",\"address\":\"203.0.113.10\"}");
        ClientStage client = against(server.url())
                .with("VPN_SENTINEL_THIRD_PARTIES", "none")
                .with("VPN_SENTINEL_STUN_SERVERS", "localhost:3478")
                .with("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.test")
                .start();

        await().atMost(SOON).until(() -> server.requests.stream().anyMatch(request -> request.startsWith("POST ")));

        JsonNode sent = ClientStage.json(server.bodies.get(server.requests.indexOf("POST /api/v1/keepalive")));
        assertThat(sent.path("public_ip").asText()).isEqualTo("203.0.113.10");
        assertThat(sent.path("evidence").path("exit").findValuesAsText("operator"))
                .containsExactly("own path");
        assertThat(sent.path("evidence").path("resolver").findValuesAsText("method"))
                .containsExactly("own-zone");
        assertThat(sent.path("evidence").has("udp")).isFalse();
        assertThat(server.headers.get(server.requests.indexOf("GET /api/v1/whoami")))
                .containsEntry("X-api-key", "right-key");
        assertThat(client.echo.requests).isEmpty();
        assertThat(client.stun.asked()).isZero();
        assertThat(client.nameServer.asked())
                .allMatch(question -> question.contains(".office.leak.example.test.")
                        || question.equals("udp . IN NS")
                        || question.equals("udp localhost. IN A"));
    }
}
