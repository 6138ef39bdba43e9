package vpnsentinel.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import vpnsentinel.settings.Settings;

/** The server on this host as its neighbour sees it: where its doors are, whether it works, what it says of clients. */
final class LocalServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MS = 2000;

    private final Settings settings;

    LocalServer(Settings settings) {
        this.settings = settings;
    }

    /** Where a person finds the dashboard; empty when it is switched off. */
    Optional<URI> dashboard() {
        return settings.isOn("server.dashboard.enabled")
                ? Optional.of(door("server.dashboard").resolve("/dashboard"))
                : Optional.empty();
    }

    /** Where a client on this host finds the API, without its path. */
    URI api() {
        return door("server.api");
    }

    /** Whether the server answers that it is alive. */
    boolean isAlive() {
        return get(door("server.health").resolve("/health")).isPresent();
    }

    /** What the API says of all clients, by id; empty when it says nothing. */
    Optional<JsonNode> clients() {
        return get(URI.create(api() + settings.apiPath() + "/status"));
    }

    private URI door(String listener) {
        String bind = settings.text(listener + ".bind");
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        String scheme = settings.usesTls() ? "https" : "http";
        return URI.create(scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + settings.number(listener + ".port"));
    }

    private Optional<JsonNode> get(URI address) {
        try {
            HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
            call.setConnectTimeout(TIMEOUT_MS);
            call.setReadTimeout(TIMEOUT_MS);
            call.setRequestProperty("X-API-Key", settings.text("api.key"));
            if (call instanceof HttpsURLConnection secured) {
                OwnHost.trust(secured);
            }
            try (InputStream body = call.getInputStream()) {
                return Optional.of(JSON.readTree(body));
            } finally {
                call.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
