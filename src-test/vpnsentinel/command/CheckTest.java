package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import demo.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RunningServer;
import support.TinyMmdb;

/** The check over the shipped route files, with a stand-in for every provider. */
class CheckTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer internet;

    @BeforeEach
    void startInternet() throws IOException {
        internet = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/", 503, "");
        internet.start();
        String url = "http://127.0.0.1:" + internet.getAddress().getPort();
        for (String name : List.of("IPINFO", "IP_API", "IPWHOIS", "CLOUDFLARE")) {
            environment.put("VPN_SENTINEL_ECHO_" + name + "_URL", url);
        }
        environment.put("VPN_SENTINEL_PROBE_IPV6", "off");
        environment.put("VPN_SENTINEL_STUN_SERVERS", "127.0.0.1:1");
        environment.put("VPN_SENTINEL_API_KEY", "k");
        environment.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        environment.put("VPN_SENTINEL_RESOLV_CONF", "/dev/null"); // no name server
        environment.put("VPN_SENTINEL_PROBE_TIMEOUT", "2");
        Ports ports = Ports.free();
        environment.put("VPN_SENTINEL_SERVER_API_PORT", String.valueOf(ports.api()));
        environment.put("VPN_SENTINEL_SERVER_HEALTH_PORT", String.valueOf(ports.health()));
        environment.put("VPN_SENTINEL_SERVER_DASHBOARD_PORT", String.valueOf(ports.dashboard()));
    }

    @AfterEach
    void stopInternet() {
        internet.stop(0);
    }

    @Test
    void aServerWithOneProviderPasses() {
        answer("/json", 200, "{\"ip\": \"203.0.113.7\", \"country\": \"CH\", \"org\": \"AS64500 Example\"}");

        assertThat(check("server")).isZero();

        assertThat(text())
                .containsPattern("ok +server: home line +203\\.0\\.113\\.7, AS64500 Example, CH, as 2 of \\d providers")
                .containsPattern("missing +server: providers +ip-api\\.com: an answer without an address")
                .containsPattern("Nothing needs you\\. Missing, but not needed: .*server: providers")
                .doesNotContain("client:");
    }

    @Test
    void aContainerOfTheClientIsCheckedAsOne() {
        environment.put("VPN_SENTINEL_DEFAULT_URL", "http://127.0.0.1:1");

        assertThat(check()).isEqualTo(1);

        assertThat(text())
                .contains("http://127.0.0.1:1 cannot be reached: connection refused")
                .doesNotContain("server: API port");
    }

    @Test
    void aServerThatSeesNoLineFails() {
        assertThat(check("server")).isEqualTo(1);

        assertThat(text()).containsPattern("FAILED +server: home line +none of \\d providers answered: HTTP 503");
    }

    @Test
    void aServerWhoseHomeLineIsWrittenDownNeedsNoProvider() {
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");

        assertThat(check("server")).isZero();
    }

    @Test
    void aClientNeedsServerExitAndResolver() {
        environment.put(
                "VPN_SENTINEL_URL", "http://127.0.0.1:" + internet.getAddress().getPort());
        answer("/api/v1/status", 200, "{}");
        answer("/json", 200, "{\"ip\": \"203.0.113.7\"}");

        assertThat(check("client")).isEqualTo(1);

        assertThat(text())
                .containsPattern("ok +client: server")
                .containsPattern("ok +client: exit address +203\\.0\\.113\\.7")
                .containsPattern("FAILED +client: resolver +/dev/null names no name server")
                .containsPattern("missing +client: UDP +127\\.0\\.0\\.1")
                .containsPattern("client: third parties +an hour, when nothing is in doubt: 24 HTTP requests, ")
                .doesNotContain("server: API key");
    }

    @Test
    void theServersOwnSourcesHaveALineEach() throws IOException {
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");
        environment.put("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.test");
        environment.put("VPN_SENTINEL_DNS_ECHO_PORT", String.valueOf(freePort()));
        environment.put("VPN_SENTINEL_PUBLIC_URL", "http://127.0.0.1:1");

        assertThat(check("server")).isZero();

        assertThat(text())
                .containsPattern("ok +server: own DNS zone +leak\\.example\\.test, port \\d+ is free")
                .containsPattern("note +server: own STUN +off")
                .containsPattern("note +server: public door +http://127\\.0\\.0\\.1:1 does not answer");
    }

    @Test
    void theClientsOwnSourcesHaveALineEach() {
        environment.put("VPN_SENTINEL_URL", "http://127.0.0.1:1");
        environment.put("VPN_SENTINEL_KILLSWITCH_PROBE", "true");

        check("client");

        assertThat(text())
                .contains("client: kernel's ways", "client: socket tables")
                .containsPattern("ok +client: kill-switch probe +on");
    }

    @Test
    void withoutThirdPartiesNoneIsAskedOrMissed() {
        environment.put("VPN_SENTINEL_THIRD_PARTIES", "none");
        environment.put(
                "VPN_SENTINEL_URL",
                "http://sentinel.test:" + internet.getAddress().getPort());

        check("client");

        assertThat(text())
                .containsPattern(
                        "client: third parties +an hour, when nothing is in doubt: 0 HTTP requests, 0 DNS and 0")
                .doesNotContain("client: providers", "FAILED client: exit");
    }

    @Test
    void everyBrokenSettingOfBothHalvesIsShown() {
        environment.put("VPN_SENTINEL_URL", "nowhere");
        environment.put("VPN_SENTINEL_SERVER_API_PORT", "http");

        assertThat(check()).isEqualTo(1);

        assertThat(text())
                .containsPattern(
                        "FAILED +server: VPN_SENTINEL_SERVER_API_PORT +'http' cannot be used\n +→ expected a port")
                .containsPattern("FAILED +client: VPN_SENTINEL_URL +'nowhere' cannot be used");
    }

    @Test
    void whatIsHardlyMeantHasALineAndFailsNothing() {
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");
        environment.put("VPN_SENTINEL_ALLOWED_IPS", "203.0.113.0/24");

        assertThat(check("server")).isZero();

        assertThat(text())
                .containsPattern("note +server: VPN_SENTINEL_ALLOWED_IPS +there is no such setting.*"
                        + "VPN_SENTINEL_SERVER_ALLOWED_IPS")
                .containsPattern("note +server: VPN_SENTINEL_API_KEY +the key is short");
    }

    @Test
    void aServerWithoutAKeyIsFineAndCheckingMakesNone() {
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");
        environment.put("VPN_SENTINEL_API_KEY", "");

        assertThat(check("server")).isZero();

        assertThat(text()).containsPattern("ok +server: API key +made at the server's first start");
        assertThat(folder.resolve("data/api-key")).doesNotExist();
    }

    @Test
    void aDataFolderThatCannotBeWrittenMeansWhatItMeansAtTheStart() throws IOException {
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");
        Files.writeString(folder.resolve("data"), "a file, no folder");

        assertThat(check("server")).as("it starts all the same").isZero();
        assertThat(text()).containsPattern("missing +server: data folder +.*data cannot be written");

        environment.put("VPN_SENTINEL_API_KEY", "");
        assertThat(check("server"))
                .as("no key can be kept, so it does not start")
                .isEqualTo(1);
    }

    @Test
    void aClientThatWaitsForItsKeyIsNotReady() {
        environment.put("VPN_SENTINEL_URL", "http://127.0.0.1:1");
        environment.put("VPN_SENTINEL_API_KEY", "");
        environment.put("VPN_SENTINEL_API_KEY_FILE", folder.resolve("api-key").toString());

        assertThat(check("client")).isEqualTo(1);

        assertThat(text()).containsPattern("FAILED +client: API key +.*api-key holds none yet");
    }

    @Test
    void everyDatabaseFileHasALineAndABrokenOneFailsNothing() throws IOException {
        Path good = Files.write(
                folder.resolve("asn.mmdb"),
                new TinyMmdb().with("198.51.100.0/24", Map.of("asn", "AS64501")).bytes());
        Path broken = Files.writeString(folder.resolve("half.mmdb"), "half a download");
        environment.put("VPN_SENTINEL_GEOIP_DB", good + "," + broken);
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");

        assertThat(check("server")).isZero();

        assertThat(text())
                .containsPattern(
                        "note +server: database .*asn\\.mmdb +Tiny of 2025-11-22, \\d+ days old, knows networks")
                .containsPattern("missing +server: database .*half\\.mmdb");
    }

    @Test
    void aDatabaseFileThatIsNotThereFailsAsTheServerWould() {
        environment.put("VPN_SENTINEL_GEOIP_DB", "/nowhere.mmdb");

        assertThat(check("server")).isEqualTo(1);

        assertThat(text()).containsPattern("FAILED +server: VPN_SENTINEL_GEOIP_DB +'/nowhere\\.mmdb' cannot be used");
    }

    @Test
    void theListenersOfARunningServerAreKnownByPlainHttpAndByTls() throws Exception {
        SelfSigned tls = Certificates.local(folder);
        Map<String, String> secured = Map.of(
                "VPN_SENTINEL_TLS_CERT_PATH", tls.certificate().toString(),
                "VPN_SENTINEL_TLS_KEY_PATH", tls.key().toString());
        environment.put("VPN_SENTINEL_HOME_PREFIXES", "203.0.113.0/24");

        for (Map<String, String> listeners : List.of(Map.<String, String>of(), secured)) {
            try (RunningServer server = RunningServer.start(listeners)) {
                environment.putAll(server.ports().settings());
                environment.putAll(listeners);
                printed.reset();

                int code = check("server");
                assertThat(code).as(text()).isZero();
            }
            assertThat(text())
                    .containsPattern("ok +server: API port +\\d+ is held by a running VPN Sentinel")
                    .containsPattern("ok +server: health port +\\d+ is held by a running VPN Sentinel")
                    .containsPattern("ok +server: dashboard port +\\d+ is held by a running VPN Sentinel");
        }
    }

    @Test
    void anUnknownWordIsWrongUsage() {
        assertThat(check("everything")).isEqualTo(2);
        assertThat(text())
                .startsWith("'everything' is nothing that can be checked")
                .contains("usage: ");
        printed.reset();

        assertThat(check("--mesage")).isEqualTo(2);
        assertThat(text()).contains("did you mean --message?");
    }

    private int check(String... words) {
        return Check.run(
                List.of(words),
                environment,
                InstantSource.system(),
                new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void answer(String path, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        internet.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
