package demo;

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
        return held(0, 0, 0);
    }

    /** The product's usual ports moved by an offset; for each that is taken, one that is not. */
    public static Ports usual(int offset) {
        return held(5000 + offset, 8080 + offset, 8081 + offset);
    }

    /** Three different ones, since all are held until all are found. */
    private static Ports held(int wantedApi, int wantedDashboard, int wantedHealth) {
        try (ServerSocket api = open(wantedApi);
                ServerSocket dashboard = open(wantedDashboard);
                ServerSocket health = open(wantedHealth)) {
            return new Ports(api.getLocalPort(), dashboard.getLocalPort(), health.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket open(int wanted) throws IOException {
        try {
            return new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
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
