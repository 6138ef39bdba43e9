package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class PortCheckTest {
    @Test
    void aFreePortIsFree() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThat(row(port).outcome()).isEqualTo(CheckOutcome.OK);
    }

    @Test
    void aPortOfARunningSentinelIsFine() throws IOException {
        try (StubServer sentinel = new StubServer(200, "{\"status\": \"ok\"}")) {
            assertThat(row(sentinel.port()).result()).isEqualTo(sentinel.port() + " is held by a running VPN Sentinel");
            assertThat(sentinel.asked())
                    .as("the key is for nobody who just holds the port")
                    .containsExactly("/api/v1/health null ");
        }
    }

    @Test
    void aPortOfAStrangerIsNot() throws IOException {
        try (StubServer stranger = new StubServer(200, "hello")) {
            assertThat(row(stranger.port()).outcome()).isEqualTo(CheckOutcome.FAILED);
            assertThat(row(stranger.port()).hint()).contains("VPN_SENTINEL_SERVER_API_PORT");
        }
    }

    @Test
    void theDataFolderIsMadeAndTried(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(dataFolder(folder.resolve("new/data")).outcome()).isEqualTo(CheckOutcome.OK);
        assertThat(folder.resolve("new/data")).isEmptyDirectory();
        assertThat(dataFolder(file.resolve("data")).outcome())
                .as("the server starts all the same")
                .isEqualTo(CheckOutcome.MISSING);
    }

    private static CheckRow dataFolder(Path folder) {
        Map<String, String> environment =
                Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_DATA_DIR", folder.toString());
        return SettingsCheck.dataFolder(Half.SERVER, Settings.read(environment, Half.SERVER));
    }

    private static CheckRow row(int port) {
        Map<String, String> environment = Map.of(
                "VPN_SENTINEL_API_KEY", "k",
                "VPN_SENTINEL_SERVER_API_BIND", "127.0.0.1",
                "VPN_SENTINEL_SERVER_API_PORT", String.valueOf(port));
        return new PortCheck(Settings.read(environment, Half.SERVER))
                .row("server: API port", "server.api", "/api/v1/health");
    }
}
