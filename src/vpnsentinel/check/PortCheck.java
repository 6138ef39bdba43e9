package vpnsentinel.check;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Finds out whether a listener can open its port, or whether this product already holds it. */
public final class PortCheck {
    private static final int TIMEOUT_MS = 1500;

    private PortCheck() {}

    /**
     * The line about one port.
     *
     * @param what whose port it is: {@code server: API port}
     * @param bind the address to listen on
     * @param setting the setting that names the port
     * @param healthPath a path that this product answers there without a key
     */
    public static CheckRow of(String what, String bind, int port, String setting, String healthPath) {
        try (ServerSocket door = new ServerSocket()) {
            door.setReuseAddress(true); // as the listener itself does
            door.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
            return CheckRow.of(what, CheckOutcome.OK, port + " is free", "");
        } catch (IOException busy) {
            if (isHeldByUs(bind, port, healthPath)) {
                return CheckRow.of(what, CheckOutcome.OK, port + " is held by a running VPN Sentinel", "");
            }
            return CheckRow.of(
                    what,
                    CheckOutcome.FAILED,
                    "cannot listen on " + bind + ":" + port + ": " + busy.getMessage(),
                    "stop the program that holds it, or set " + setting + " to another port");
        }
    }

    /** Whether this product answers there already. */
    public static boolean isHeldByUs(String bind, int port, String healthPath) {
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        try {
            URI address =
                    URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + healthPath);
            HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
            call.setConnectTimeout(TIMEOUT_MS);
            call.setReadTimeout(TIMEOUT_MS);
            try {
                String body = call.getResponseCode() == 200
                        ? new String(call.getInputStream().readNBytes(100_000), StandardCharsets.UTF_8)
                        : "";
                return body.contains("\"status\"") || body.contains("VPN Sentinel");
            } finally {
                call.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
