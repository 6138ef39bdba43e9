package vpnsentinel.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import vpnsentinel.call.LocalServer;
import vpnsentinel.network.Endpoint;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Settings;

/** Finds out whether a listener can open its port, or whether this product already holds it. */
public final class PortCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Settings settings;
    private final LocalServer server;

    /** A check of the ports that the settings name. */
    public PortCheck(Settings settings) {
        this.settings = settings;
        this.server = new LocalServer(settings, PATIENCE);
    }

    /**
     * The line about one port.
     *
     * @param what whose port it is: {@code server: API port}
     * @param listener the settings of the listener: {@code server.api}
     * @param publicPath a path that this product answers there without a key
     */
    public CheckRow row(String what, String listener, String publicPath) {
        Endpoint at = settings.listener(listener);
        try (ServerSocket door = new ServerSocket()) {
            door.setReuseAddress(true); // as the listener itself does
            door.bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()));
            return CheckRow.of(what, CheckOutcome.OK, at.port() + " is free", "");
        } catch (IOException busy) {
            if (isHeldByUs(listener, publicPath)) {
                return CheckRow.of(what, CheckOutcome.OK, at.port() + " is held by a running VPN Sentinel", "");
            }
            String setting = Declarations.of(listener + ".port").name();
            return CheckRow.of(
                    what,
                    CheckOutcome.FAILED,
                    "cannot listen on " + at.host() + ":" + at.port() + ": " + busy.getMessage(),
                    "stop the program that holds it, or set " + setting + " to another port");
        }
    }

    /** Whether this product answers there already. */
    public boolean isHeldByUs(String listener, String publicPath) {
        try {
            LocalServer.Answer answer = server.get(listener, publicPath);
            return answer.status() == 200
                    && (answer.body().contains("\"status\"") || answer.body().contains("VPN Sentinel"));
        } catch (IOException e) {
            return false;
        }
    }
}
