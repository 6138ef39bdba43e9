package vpnsentinel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.Certificates;
import support.Certificates.SelfSigned;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class LocalServerTest {
    @TempDir
    private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:5000",
        "::, http://127.0.0.1:5000",
        "0:0:0:0:0:0:0:0, http://127.0.0.1:5000",
        "localhost, http://localhost:5000",
        "192.0.2.7, http://192.0.2.7:5000",
        "2001:db8::7, http://[2001:db8::7]:5000",
    })
    void aListenerIsReachedWhereItListens(String bind, String address) {
        assertThat(server(Map.of("VPN_SENTINEL_SERVER_API_BIND", bind)).at("server.api"))
                .isEqualTo(URI.create(address));
    }

    @Test
    void theKeyIsShownToTheApiAlone() throws IOException {
        HttpServer listener = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        try {
            LocalServer server = server(listening(listener, "127.0.0.1"));

            assertThat(server.get("server.api", "/health")).isEqualTo(new LocalServer.Answer(403, "no"));
            server.api("/home");
            server.api("/home/forget", "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(asked)
                    .containsExactly("GET /health null ", "GET /api/v1/home key ", "POST /api/v1/home/forget key {}");
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void aCertificateOfAnotherNameThatNobodySignedIsTakenOnThisHost() throws Exception {
        SelfSigned tls = Certificates.local(folder); // for 127.0.0.1
        HttpsServer listener = HttpsServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        listener.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
        try {
            Map<String, String> environment = new HashMap<>(listening(listener, "127.0.0.2"));
            environment.put("VPN_SENTINEL_TLS_CERT_PATH", tls.certificate().toString());
            environment.put("VPN_SENTINEL_TLS_KEY_PATH", tls.key().toString());

            assertThat(server(environment).api("/home").body()).isEqualTo("no");
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void nobodyIsAnExceptionThatNamesTheReason() {
        LocalServer server = server(Map.of("VPN_SENTINEL_SERVER_API_PORT", "1"));

        assertThatThrownBy(() -> server.api("/home"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refused");
    }

    private Map<String, String> listening(HttpServer listener, String host) {
        listener.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-API-Key") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(403, 2);
            exchange.getResponseBody().write(new byte[] {'n', 'o'});
            exchange.close();
        });
        listener.start();
        int port = listener.getAddress().getPort();
        return Map.of("VPN_SENTINEL_SERVER_API_BIND", host, "VPN_SENTINEL_SERVER_API_PORT", String.valueOf(port));
    }

    private static LocalServer server(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("VPN_SENTINEL_API_KEY", "key");
        return new LocalServer(Settings.read(environment, Half.SERVER), Duration.ofSeconds(2));
    }
}
