package vpnsentinel.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RunningServer;

/** Both halves on one host, with a launcher that only says what it starts, beside a real server. */
class UpTest {
    private static final String LAUNCHER = """
            #!/bin/sh
            trap 'exit 0' TERM
            echo "$1 started for $VPN_SENTINEL_URL"
            [ -z "$VPN_SENTINEL_API_KEY_FILE" ] || echo "$1 finds its key in $VPN_SENTINEL_API_KEY_FILE"
            while [ "$1" = server ] || [ ! -e "${0%/*}/enough" ]; do sleep 0.05; done
            exit 7
            """;
    private static final String PROTECTED_CLIENT = """
            {"client_id": "office-vpn", "public_ip": "198.51.100.10", "status": "alive",
             "location": {"country": "SE", "org": "AS64501 Example VPN"}, "dns_test": {"location": "SE"}}""";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path launcher = Path.of("");

    @BeforeEach
    void install() throws IOException {
        launcher = Files.writeString(folder.resolve("launcher"), LAUNCHER);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void theClientIsStartedBesideTheServerAndItsFirstVerdictIsSaid() throws Exception {
        try (RunningServer server = RunningServer.ready(Map.of())) {
            server.keepalive(PROTECTED_CLIENT);

            CompletableFuture<Integer> code = up(server, Map.of());
            awaitText("this client is protected: status green");
            Files.createFile(folder.resolve("enough"));

            assertThat(code).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(7);
            assertThat(text())
                    .contains("the server is up. Dashboard: " + server.ports().dashboard("/dashboard"))
                    .contains("client | client started for " + server.ports().api(""));
        }
    }

    @Test
    void aServerThatSpeaksTlsIsFoundBeside() throws Exception {
        SelfSigned certificate = Certificates.local(folder);
        Map<String, String> tls = Map.of(
                "VPN_SENTINEL_TLS_CERT_PATH", certificate.certificate().toString(),
                "VPN_SENTINEL_TLS_KEY_PATH", certificate.key().toString());
        try (RunningServer server = RunningServer.start(tls)) {
            CompletableFuture<Integer> code = up(server, tls);
            awaitText("client | client started for https://127.0.0.1:"
                    + server.ports().api());
            Files.createFile(folder.resolve("enough"));

            assertThat(code).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(7);
            assertThat(text())
                    .contains("Dashboard: https://127.0.0.1:" + server.ports().dashboard());
        }
    }

    @Test
    void bothHalvesUseTheKeyThatTheServerMade() throws Exception {
        Path file = Files.createDirectories(folder.resolve("data")).resolve("api-key");
        Files.writeString(file, RunningServer.KEY + "\n");
        try (RunningServer server = RunningServer.ready(Map.of())) {
            server.keepalive(PROTECTED_CLIENT);

            CompletableFuture<Integer> code = up(server, Map.of("VPN_SENTINEL_API_KEY", ""));
            awaitText("this client is protected: status green");
            Files.createFile(folder.resolve("enough"));

            assertThat(code).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(7);
            assertThat(text())
                    .contains("client | client finds its key in " + file)
                    .doesNotContain(RunningServer.KEY);
        }
    }

    private CompletableFuture<Integer> up(RunningServer server, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(server.ports().settings());
        environment.put("VPN_SENTINEL_API_KEY", RunningServer.KEY);
        environment.put("VPN_SENTINEL_CLIENT_ID", "office-vpn");
        environment.put("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString());
        environment.putAll(more);
        Up up = new Up(environment, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return CompletableFuture.supplyAsync(() -> {
            try {
                return up.run(launcher.toString());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void awaitText(String text) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> text().contains(text));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
