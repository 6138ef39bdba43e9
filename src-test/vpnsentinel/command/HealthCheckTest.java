package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import demo.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RunningServer;
import support.SentinelProcess;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class HealthCheckTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String half, Map<String, String> environment) {
        String[] words = half.isEmpty() ? new String[0] : new String[] {half};
        return HealthCheck.run(words, environment, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    /** It reads by itself what the half reads with care: both must mean the same. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "VPN_SENTINEL_SERVER_HEALTH_PORT=9000;VPN_SENTINEL_HEALTH_PORT=9001",
                "VPN_SENTINEL_SERVER_HEALTH_PORT=\"9000\" ;VPN_SENTINEL_HEALTH_PORT= '9001'",
                "VPN_SENTINEL_SERVER_HEALTH_BIND=192.0.2.1;VPN_SENTINEL_HEALTH_BIND=192.0.2.2",
                "VPN_SENTINEL_SERVER_HEALTH_BIND=[2001:db8::1];VPN_SENTINEL_HEALTH_BIND=2001:db8::2",
                "VPN_SENTINEL_HEALTH_MONITOR=off",
                "VPN_SENTINEL_HEALTH_MONITOR=FALSE",
                "VPN_SENTINEL_HEALTH_MONITOR=1",
            })
    void itAsksWhereTheHalfListens(String environment) {
        Map<String, String> all =
                new HashMap<>(Map.of("VPN_SENTINEL_URL", "http://192.0.2.7:5000", "VPN_SENTINEL_API_KEY", "a-key"));
        for (String each : environment.split(";")) {
            all.put(each.replaceFirst("=.*", ""), each.replaceFirst("[^=]*=?", ""));
        }
        all.remove("");
        Settings server = Settings.read(all, Half.SERVER);
        Settings client = Settings.read(all, Half.CLIENT);

        HealthCheck.Door ofServer = HealthCheck.ofServer(all);
        HealthCheck.Door ofClient = HealthCheck.ofClient(all);

        assertThat(ofServer.port()).isEqualTo(server.number("server.health.port"));
        assertThat(ofServer.host()).isEqualTo(reached(server.text("server.health.bind")));
        assertThat(ofServer.isSecret()).isFalse();
        assertThat(ofClient.port()).isEqualTo(client.number("client.health.port"));
        assertThat(ofClient.host()).isEqualTo(reached(client.text("client.health.bind")));
        assertThat(ofClient.isOn()).isEqualTo(client.isOn("client.health.enabled"));
    }

    private static String reached(String bind) {
        return bind.equals("0.0.0.0") ? "127.0.0.1" : bind;
    }

    @ParameterizedTest
    @CsvSource({"server, /health, 200, 0", "server, /health, 503, 1", "client, /client/health, 200, 0"})
    void theAnswerIsTheExitCodeAndIsShown(String half, String path, int status, int exitCode) throws IOException {
        byte[] body = "{\"status\":\"as it is\"}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String port = Integer.toString(server.getAddress().getPort());

            int code = run(half, Map.of("VPN_SENTINEL_SERVER_HEALTH_PORT", port, "VPN_SENTINEL_HEALTH_PORT", port));

            assertThat(code).isEqualTo(exitCode);
            assertThat(said()).isEqualTo("{\"status\":\"as it is\"}\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServerThatSpeaksTlsIsAskedWithIt(@TempDir Path folder) throws Exception {
        SelfSigned own = Certificates.local(folder);
        Ports ports = Ports.free();
        Map<String, String> settings = new HashMap<>(ports.settings());
        settings.put("VPN_SENTINEL_TLS_CERT_PATH", own.certificate().toString());
        settings.put("VPN_SENTINEL_TLS_KEY_PATH", own.key().toString());

        try (SentinelProcess server = new SentinelProcess(folder, ports, settings)) {
            RunningServer.await().atMost(Duration.ofSeconds(60)).until(() -> run("server", settings) == 0);

            assertThat(server.errors()).isEmpty();
            assertThat(said()).contains("\"server_time\"");
        }
    }

    @Test
    void whatDoesNotAnswerIsNotHealthy() {
        assertThat(run("server", Map.of("VPN_SENTINEL_SERVER_HEALTH_PORT", "1")))
                .isEqualTo(1);

        assertThat(said()).startsWith("nothing answers on 127.0.0.1:1/health: ");
    }

    @Test
    void whatIsSwitchedOffIsNotAsked() {
        assertThat(run("client", Map.of("VPN_SENTINEL_HEALTH_MONITOR", "false")))
                .isZero();

        assertThat(said()).contains("VPN_SENTINEL_HEALTH_MONITOR");
    }

    @Test
    void itNeedsToKnowTheHalf() {
        assertThat(List.of(run("", Map.of()), run("both", Map.of()))).containsOnly(2);
    }
}
