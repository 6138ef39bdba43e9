package support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vpnsentinel.engine.Step;
import vpnsentinel.launch.ClientHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The real client half amid stand-ins: echo providers, a name server, and a copy of the shipped routes. */
public final class ClientStage implements AutoCloseable {
    /** Every provider's answer in one. */
    public static final String EVERYWHERE = """
            {"status":"success","success":true,"ip":"203.0.113.10","query":"203.0.113.10","city":"Zurich",
             "region":"Zurich","regionName":"Zurich","country":"CH","countryCode":"CH","country_code":"CH",
             "org":"AS64500 Example Hosting","as":"AS64500 Example Hosting","asn":"AS64500","isp":"Example Hosting",
             "timezone":"Europe/Zurich","hosting":true}""";

    private static final ObjectMapper JSON = new ObjectMapper();

    public final FakeWeb echo = new FakeWeb().answers(200, EVERYWHERE);
    public final FakeNameServer nameServer = new FakeNameServer()
            .knows("o-o.myaddr.l.google.com", "IN", "TXT", "\"203.0.113.10\"")
            .knows("whoami.akamai.net", "IN", "A", "203.0.113.10");
    public final FakeStun stun = new FakeStun("203.0.113.10");
    private final Map<String, String> environment = new HashMap<>();
    public final Path routes;
    private final int healthPort = freePort();
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<ClientHalf> client = Optional.empty();

    public ClientStage(Path folder, String serverUrl) {
        routes = folder.resolve("client-routes");
        try {
            copy(Path.of("client-routes"), routes);
            Path resolvConf = Files.writeString(folder.resolve("resolv.conf"), nameServer.line());
            environment.putAll(Map.ofEntries(
                    Map.entry("VPN_SENTINEL_API_KEY", "right-key"),
                    Map.entry("VPN_SENTINEL_URL", serverUrl),
                    Map.entry("VPN_SENTINEL_CLIENT_ID", "office"),
                    Map.entry("VPN_SENTINEL_INTERVAL", "86400"),
                    Map.entry("VPN_SENTINEL_WATCH_INTERVAL", "0"),
                    Map.entry("VPN_SENTINEL_TIMEOUT", "5"),
                    Map.entry("VPN_SENTINEL_PROBE_TIMEOUT", "3"),
                    Map.entry("VPN_SENTINEL_HEALTH_PORT", String.valueOf(healthPort)),
                    Map.entry("VPN_SENTINEL_HEALTH_BIND", "127.0.0.1"),
                    Map.entry("VPN_SENTINEL_DATA_DIR", folder.resolve("data").toString()),
                    Map.entry("VPN_SENTINEL_ROUTES_DIR", folder.toString()),
                    Map.entry("VPN_SENTINEL_RESOLV_CONF", resolvConf.toString()),
                    Map.entry("VPN_SENTINEL_STUN_SERVERS", stun.text()),
                    Map.entry("VPN_SENTINEL_PROBE_IPV6", "off"),
                    Map.entry("VPN_SENTINEL_ECHO_CLOUDFLARE_URL", "http://127.0.0.1:1"),
                    Map.entry("VPN_SENTINEL_ECHO_IPINFO_URL", echo.url()),
                    Map.entry("VPN_SENTINEL_ECHO_IP_API_URL", echo.url()),
                    Map.entry("VPN_SENTINEL_ECHO_IPWHOIS_URL", echo.url())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ClientStage with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public ClientStage start() throws Exception {
        client = Optional.of(ClientHalf.start(Settings.read(environment, Half.CLIENT), InstantSource.system()));
        return this;
    }

    /** The steps that its routes can name. */
    public List<Step> steps() {
        return Contracts.bound(client.orElseThrow());
    }

    /** Where its health checks are. */
    public int healthPort() {
        return healthPort;
    }

    public HttpResponse<String> health(String path) throws Exception {
        return ask("GET", path);
    }

    public HttpResponse<String> ask(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode report() throws Exception {
        return json(health("/client/health").body());
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        client.ifPresent(ClientHalf::close);
        client = Optional.empty();
    }

    @Override
    public void close() {
        stop();
        echo.close();
        nameServer.close();
        stun.close();
    }
}
