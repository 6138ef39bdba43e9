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
import java.util.HashMap;
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
        assertThat(get("http", "HEALTH", "/health", Optional.empty(), "")).isEqualTo(200);
        assertThatThrownBy(() -> get("http", "DASHBOARD", "/dashboard", Optional.empty(), ""))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void aForwardedAddressCountsFromTrustedProxiesOnly() throws Exception {
        start();
        assertThat(get("http", "DASHBOARD", "/dashboard", Optional.empty(), "203.0.113.9"))
                .as("a stranger's header is not believed")
                .isEqualTo(200);
        environment.put("VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.0/8");
        start();
        assertThat(get("http", "DASHBOARD", "/dashboard", Optional.empty(), "203.0.113.9"))
                .as("the proxy's header says that a public address asks")
                .isEqualTo(403);
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

        assertThat(get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(client)), ""))
                .isEqualTo(200);
        assertThat(get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(careless)), ""))
                .isEqualTo(200);
        assertThatThrownBy(() -> get("https", "API", "/api/v1/health", Optional.of(ServerTrust.of(stranger)), ""))
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

    private int get(String scheme, String listener, String path, Optional<SSLContext> trust, String forwardedFor)
            throws IOException, InterruptedException {
        HttpClient.Builder client = HttpClient.newBuilder();
        trust.ifPresent(client::sslContext);
        String port = environment.get("VPN_SENTINEL_SERVER_" + listener + "_PORT");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + port + path));
        if (!forwardedFor.isEmpty()) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        return client.build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
