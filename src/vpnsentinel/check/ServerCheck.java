package vpnsentinel.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import vpnsentinel.call.FailureWords;
import vpnsentinel.call.Requests;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;
import vpnsentinel.settings.Settings;

/** Finds out, from the client's side, whether the server can be reached and takes the key. */
public final class ServerCheck {
    private static final String WHAT = "client: server";

    private final Settings settings;
    private final HttpClient http;

    /** A check of the server that the settings name. */
    public ServerCheck(Settings settings, Optional<SSLContext> trust) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.duration("client.timeout"));
        trust.ifPresent(builder::sslContext);
        http = builder.build();
    }

    /** Whether it answers and takes the key; and whether the key travels in the open. */
    public List<CheckRow> rows() {
        URI server = settings.url("client.server-url");
        List<CheckRow> rows = new ArrayList<>();
        Timed<CheckRow> reached = Timed.of(() -> reach(server));
        rows.add(reached.value().took(reached.took()));
        if ("http".equals(server.getScheme()) && !isLoopback(HostName.of(server))) {
            rows.add(
                    CheckRow.of(
                            "client: secrecy",
                            CheckOutcome.NOTE,
                            "the API key travels unencrypted to " + HostName.of(server),
                            "whoever runs the VPN, or sits in between, can read it: use https:// (VPN_SENTINEL_TLS_CERT_PATH)"));
        }
        return rows;
    }

    private CheckRow reach(URI server) {
        String path = settings.apiPath() + "/status";
        Duration patience = settings.duration("client.timeout");
        try {
            HttpRequest question = Requests.to(URI.create(server + path))
                    .header("X-API-Key", settings.text("api.key"))
                    .timeout(patience)
                    .build();
            HttpResponse<byte[]> answer = http.send(question, HttpResponse.BodyHandlers.ofByteArray());
            return judged(server + path, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        } catch (SSLException e) {
            return failed(
                    "TLS: " + e.getMessage(),
                    "let VPN_SENTINEL_TLS_CERT_PATH name the CA (PEM), and use the name in the certificate");
        } catch (UncheckedIOException e) {
            return failed(
                    server + " cannot be reached: " + FailureWords.of(e),
                    "is VPN_SENTINEL_URL right, and is the name known here?");
        } catch (IOException e) {
            Dial dial = Dial.to(server, patience);
            return failed(server + " cannot be reached: " + dial.words(words(e, patience)), dial.hint());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted", "");
        }
    }

    private static CheckRow judged(String address, int status, String body) {
        return switch (status) {
            case 200 -> CheckRow.of(WHAT, CheckOutcome.OK, address + " answers and takes the key", "");
            case 401 -> failed("HTTP 401: it wants a key", "set VPN_SENTINEL_API_KEY to the server's");
            case 403 ->
                body.contains("API key")
                        ? failed("HTTP 403: it refuses the key", "VPN_SENTINEL_API_KEY differs from the server's")
                        : failed(
                                "HTTP 403: it refuses this address",
                                "add the client's address to the server's VPN_SENTINEL_SERVER_ALLOWED_IPS");
            case 404 -> failed("HTTP 404 for " + address, "VPN_SENTINEL_API_PATH differs from the server's");
            case 429 ->
                failed("HTTP 429: too many requests", "wait a minute; see VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS");
            default -> failed("HTTP " + status + " from " + address, "does VPN_SENTINEL_URL name the server's API?");
        };
    }

    private static CheckRow failed(String result, String hint) {
        return CheckRow.of(WHAT, CheckOutcome.FAILED, result, hint);
    }

    private static String words(IOException e, Duration patience) {
        if (e instanceof java.net.http.HttpTimeoutException) {
            return "no answer within " + patience.toSeconds() + " s";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static boolean isLoopback(String host) {
        Optional<Address> literal = Address.parse(host);
        if (literal.isPresent()) {
            return literal.get().isLoopback();
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
