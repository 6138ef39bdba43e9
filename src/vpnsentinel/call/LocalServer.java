package vpnsentinel.call;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import vpnsentinel.network.Endpoint;
import vpnsentinel.settings.Settings;

/**
 * The server on this host, asked where its own settings say that it listens. Its certificate bears its public name, but
 * the connection never leaves this host: anybody is trusted, and no proxy asked.
 */
public final class LocalServer {
    /** A page says whose it is at its beginning; a stranger's may have no end. */
    private static final int PAGE = 100_000;
    /** All that the API says of ten thousand clients. */
    private static final int ALL = 16_000_000;

    private final Settings settings;
    private final Duration patience;

    /**
     * @param patience how long it may take to accept a connection, and then to say anything
     */
    public LocalServer(Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /**
     * What it said.
     *
     * @param status the status code
     * @param body the text, which may be empty
     */
    public record Answer(int status, String body) {}

    /** Where this host's own programs reach the listener, without a path: {@code server.api}, {@code server.health}, … */
    public URI at(String listener) {
        Endpoint where = settings.listener(listener);
        return URI.create((settings.usesTls() ? "https" : "http") + "://"
                + new Endpoint(isEverywhere(where.host()) ? "127.0.0.1" : where.host(), where.port()));
    }

    private static boolean isEverywhere(String host) {
        try {
            return InetAddress.getByName(host).isAnyLocalAddress();
        } catch (IOException unknown) {
            return false;
        }
    }

    /** Asks a listener without a key: whoever holds its port hears nothing that is secret. */
    public Answer get(String listener, String path) throws IOException {
        return answer(call(at(listener) + path), PAGE);
    }

    /** Asks the API with the key. */
    public Answer api(String path) throws IOException {
        return answer(keyed(path), ALL);
    }

    /** Posts JSON to the API with the key. */
    public Answer api(String path, byte[] json) throws IOException {
        HttpURLConnection call = keyed(path);
        call.setRequestMethod("POST");
        call.setRequestProperty("Content-Type", "application/json");
        call.setDoOutput(true);
        call.getOutputStream().write(json);
        return answer(call, ALL);
    }

    private HttpURLConnection keyed(String path) throws IOException {
        HttpURLConnection call = call(at("server.api") + settings.apiPath() + path);
        if (!settings.text("api.key").isEmpty()) {
            call.setRequestProperty("X-API-Key", settings.text("api.key"));
        }
        return call;
    }

    private HttpURLConnection call(String address) throws IOException {
        HttpURLConnection call = (HttpURLConnection) URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
        call.setConnectTimeout(Math.toIntExact(patience.toMillis()));
        call.setReadTimeout(Math.toIntExact(patience.toMillis()));
        call.setInstanceFollowRedirects(false);
        if (call instanceof HttpsURLConnection secured) {
            secured.setSSLSocketFactory(TrustedAuthorities.anybody().getSocketFactory());
            secured.setHostnameVerifier((host, session) -> true);
        }
        return call;
    }

    private static Answer answer(HttpURLConnection call, int most) throws IOException {
        try {
            int status = call.getResponseCode();
            Optional<InputStream> body =
                    Optional.ofNullable(status < 400 ? call.getInputStream() : call.getErrorStream());
            return new Answer(
                    status, body.isEmpty() ? "" : new String(body.get().readNBytes(most), StandardCharsets.UTF_8));
        } finally {
            call.disconnect();
        }
    }
}
