package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demo.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Certificates;
import support.Certificates.SelfSigned;
import support.RawConnection;
import vpnsentinel.call.ServerTrust;
import vpnsentinel.launch.ServerHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The doors of the whole server as its settings open, close, and lock them. */
class ServerDoorsTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Optional<ServerHalf> server = Optional.empty();

    @BeforeEach
    void settings() {
        environment.put("VPN_SENTINEL_API_KEY", "k");
        environment.put("VPN_SENTINEL_HOME", "none");
        environment.put("VPN_SENTINEL_DATA_DIR", folder.toString());
        environment.putAll(Ports.free().settings());
    }

    @Test
    void aDashboardThatIsSwitchedOffHasNoDoor() throws Exception {
        environment.put("VPN_SENTINEL_SERVER_DASHBOARD_ENABLED", "false");
        start();
        assertThat(get("http", "HEALTH", "/health", Optional.empty())).isEqualTo(200);
        assertThatThrownBy(() -> get("http", "DASHBOARD", "/dashboard", Optional.empty()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void behindAProxyThatIsNotTrustedNobodySeesThePages() throws Exception {
        start();
        for (String path : List.of("/dashboard", "/logs", "/", "/sentinel.css")) {
            assertThat(page(path, "X-Forwarded-For: 127.0.0.1"))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("VPN_SENTINEL_TRUSTED_PROXIES");
        }
        for (String header :
                List.of("Forwarded: for=127.0.0.1", "X-Real-IP: 127.0.0.1", "CF-Connecting-IP: 127.0.0.1")) {
            assertThat(page("/dashboard", header)).startsWith("HTTP/1.1 403 ");
        }
        assertThat(page("/dashboard")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void behindATrustedProxyTheLastLineOfItsHeaderCounts() throws Exception {
        environment.put("VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.0/8");
        start();
        String inside = "X-Forwarded-For: 192.168.1.5";
        String outside = "X-Forwarded-For: 203.0.113.9";

        assertThat(page("/dashboard", outside, inside)).startsWith("HTTP/1.1 200 ");
        assertThat(page("/dashboard", inside, outside)).startsWith("HTTP/1.1 403 ");
        assertThat(page("/dashboard", "X-Real-IP: 203.0.113.9")).startsWith("HTTP/1.1 403 ");
        assertThat(page("/dashboard", "Forwarded: for=_hidden"))
                .startsWith("HTTP/1.1 403 ")
                .contains("VPN_SENTINEL_FORWARDED_HEADER");
    }

    @Test
    void aNameThatAStrangerCanHaveDoesNotOpenThePages() throws Exception {
        environment.put("VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.0/8");
        environment.put("VPN_SENTINEL_DASHBOARD_HOSTS", "pages.example.org");
        start();
        String inside = "X-Forwarded-For: 192.168.1.5";

        assertThat(page("/dashboard", "Host: evil.example.com"))
                .startsWith("HTTP/1.1 403 ")
                .contains("VPN_SENTINEL_DASHBOARD_HOSTS");
        assertThat(page("/dashboard", "Host: pages.example.org")).startsWith("HTTP/1.1 200 ");
        assertThat(page("/dashboard", inside, "X-Forwarded-Host: pages.example.org"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(page("/dashboard", inside, "X-Forwarded-Host: nas, evil.example.com"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(page("/dashboard", "Forwarded: for=192.168.1.5;host=\"evil.example.com\""))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void anAddressThatIsNamedMaySeeThePages() throws Exception {
        environment.put("VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.0/8");
        environment.put("VPN_SENTINEL_DASHBOARD_ALLOWED_IPS", "100.64.0.0/10");
        environment.put("VPN_SENTINEL_DASHBOARD_NEIGHBOURS", "true");
        start();

        assertThat(page("/dashboard", "X-Forwarded-For: 100.101.102.103")).startsWith("HTTP/1.1 200 ");
        assertThat(page("/dashboard", "X-Forwarded-For: 203.0.113.9"))
                .startsWith("HTTP/1.1 403 ")
                .contains("VPN_SENTINEL_DASHBOARD_ALLOWED_IPS");
    }

    /** The answer to a browser that sends these header lines, by a local name unless they hold another. */
    private String page(String path, String... headers) {
        List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Connection: close"));
        lines.addAll(Arrays.asList(headers));
        if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: 127.0.0.1");
        }
        try (RawConnection browser =
                RawConnection.to(Integer.parseInt(environment.get("VPN_SENTINEL_SERVER_DASHBOARD_PORT")))) {
            return browser.send(String.join("\r\n", lines) + "\r\n\r\n").untilClosed();
        }
    }

    @Test
    void healthAndMetricsAnswerThisHouseAndWhoIsNamed() throws Exception {
        environment.put("VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.0/8");
        environment.put("VPN_SENTINEL_SERVER_HEALTH_ALLOWED_IPS", "198.51.100.0/24");
        start();

        for (String path : List.of("/health", "/healthz", "/health/startup", "/metrics")) {
            assertThat(health(path, "Host: any.example.com")).as(path).startsWith("HTTP/1.1 200 ");
            assertThat(health(path, "X-Forwarded-For: 192.168.1.5")).as(path).startsWith("HTTP/1.1 200 ");
            assertThat(health(path, "X-Forwarded-For: 198.51.100.7")).as(path).startsWith("HTTP/1.1 200 ");
            assertThat(health(path, "X-Forwarded-For: 203.0.113.9"))
                    .as(path)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("VPN_SENTINEL_SERVER_HEALTH_ALLOWED_IPS");
        }
    }

    @Test
    void aSourceWithoutAKeyHasAsManyConnectionsAsIsSet() throws Exception {
        environment.put("VPN_SENTINEL_SERVER_MAX_CONNECTIONS", "10");
        environment.put("VPN_SENTINEL_SERVER_MAX_CONNECTIONS_PER_SOURCE", "2");
        start();
        int port = Integer.parseInt(environment.get("VPN_SENTINEL_SERVER_API_PORT"));
        String ask = "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n";
        RawConnection client = RawConnection.to(port).send(ask + "X-API-Key: k\r\n\r\n");
        client.until("}");

        RawConnection first = RawConnection.to(port);
        RawConnection second = RawConnection.to(port);
        RawConnection third = RawConnection.to(port);

        assertThat(first.untilClosed()).isEmpty();
        assertThat(second.send(ask + "\r\n").until("}")).startsWith("HTTP/1.1 200 ");
        assertThat(third.send(ask + "\r\n").until("}")).startsWith("HTTP/1.1 200 ");
        assertThat(client.send(ask + "\r\n").until("}")).startsWith("HTTP/1.1 200 ");
    }

    private String health(String path, String header) {
        try (RawConnection supervisor =
                RawConnection.to(Integer.parseInt(environment.get("VPN_SENTINEL_SERVER_HEALTH_PORT")))) {
            String host = header.startsWith("Host") ? "" : "Host: x\r\n";
            return supervisor
                    .send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + host + header + "\r\n\r\n")
                    .untilClosed();
        }
    }

    @Test
    void certificateAndKeyTurnTlsOnForWhoTrustsThem() throws Exception {
        SelfSigned own = Certificates.local(folder);
        environment.put("VPN_SENTINEL_TLS_CERT_PATH", own.certificate().toString());
        environment.put("VPN_SENTINEL_TLS_KEY_PATH", own.key().toString());
        start();
        Settings client =
                client(Map.of("VPN_SENTINEL_CA_FILE", own.certificate().toString()));
        Settings stranger = client(Map.of());
        Settings careless = client(Map.of("VPN_SENTINEL_ALLOW_INSECURE", "true"));

        assertThat(get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(client))))
                .isEqualTo(200);
        assertThat(get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(careless))))
                .isEqualTo(200);
        assertThatThrownBy(() -> get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(stranger))))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private void start() throws Exception {
        stop();
        server = Optional.of(ServerHalf.start(Settings.read(environment, Half.SERVER), InstantSource.system()));
    }

    @AfterEach
    void stop() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
        server = Optional.empty();
    }

    private static Settings client(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("VPN_SENTINEL_API_KEY", "k");
        all.put("VPN_SENTINEL_URL", "https://127.0.0.1");
        return Settings.read(all, Half.CLIENT);
    }

    private int get(String scheme, String listener, String path, Optional<SSLContext> trust)
            throws IOException, InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder();
        trust.ifPresent(client::sslContext);
        String port = environment.get("VPN_SENTINEL_SERVER_" + listener + "_PORT");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path));
        return client.build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
