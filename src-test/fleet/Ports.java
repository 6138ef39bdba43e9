package fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;

/** The loopback ports of one server: where its API, dashboard, and health checks listen. */
public record Ports(int api, int dashboard, int health) {
    /** Ports that nobody uses at present. */
    public static Ports free() {
        return new Ports(unused(), unused(), unused());
    }

    /** The product's usual ports moved by an offset; for each that is taken, one that is not. */
    public static Ports usual(int offset) {
        return new Ports(orUnused(5000 + offset), orUnused(8080 + offset), orUnused(8081 + offset));
    }

    private static int orUnused(int wanted) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return unused();
        }
    }

    private static int unused() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address on the API's port. */
    public URI api(String path) {
        return at(api, path);
    }

    /** An address on the dashboard's port. */
    public URI dashboard(String path) {
        return at(dashboard, path);
    }

    /** An address on the port of health checks and metrics. */
    public URI health(String path) {
        return at(health, path);
    }

    private static URI at(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The settings that make a server listen here, on loopback only. */
    public Map<String, String> settings() {
        return Map.of(
                "VPN_SENTINEL_SERVER_API_PORT",
                Integer.toString(api),
                "VPN_SENTINEL_SERVER_DASHBOARD_PORT",
                Integer.toString(dashboard),
                "VPN_SENTINEL_SERVER_HEALTH_PORT",
                Integer.toString(health),
                "VPN_SENTINEL_SERVER_API_BIND",
                "127.0.0.1",
                "VPN_SENTINEL_SERVER_DASHBOARD_BIND",
                "127.0.0.1",
                "VPN_SENTINEL_SERVER_HEALTH_BIND",
                "127.0.0.1");
    }
}
