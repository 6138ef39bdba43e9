package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.PublicDoor;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The setting VPN_SENTINEL_PUBLIC_URL and the step of the route try-own-door. */
class OwnDoorTest {
    private volatile String page = "{\"status\":\"ok\",\"server_time\":\"2026-11-22T08:00:00Z\"}";
    private HttpServer web;

    @BeforeEach
    void open() throws Exception {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/api/v1/health", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void close() {
        web.stop(0);
    }

    private Settings settings(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "k"));
        all.put(
                "VPN_SENTINEL_PUBLIC_URL",
                "http://127.0.0.1:" + web.getAddress().getPort());
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return Settings.read(all, Half.SERVER);
    }

    private static Optional<PublicDoor> tried(OwnDoor door) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            door.bind(context.getRegistry());
            RouteFolder folder = new RouteFolder(Path.of("server-routes"));
            Map<String, String> files = new HashMap<>(folder.read());
            files.keySet().retainAll(Set.of("try-own-door.camel.yaml"));
            PluginHelper.getRoutesLoader(context).loadRoutes(folder.resources(files));
            context.getRegistry()
                    .lookupByNameAndType("try-own-door", Processor.class)
                    .process(context.getEndpoint("direct:here").createExchange());
        }
        return door.found();
    }

    @Test
    void aServerThatIsAnsweredByItselfSaysSo() throws Exception {
        assertThat(tried(new OwnDoor(settings(), address -> true))).contains(new PublicDoor(true, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Router</html>", "{}", ""})
    void theRoutersOwnPageIsNoAnswer(String other) throws Exception {
        page = other;

        assertThat(tried(new OwnDoor(settings(), address -> true))).contains(new PublicDoor(false, Optional.empty()));
    }

    @Test
    void anAddressOfThisNetworkProvesNothing() throws Exception {
        assertThat(tried(new OwnDoor(settings()))).contains(new PublicDoor(false, Optional.empty()));
        assertThat(Address.parse("127.0.0.1").orElseThrow().isPublic()).isFalse();
    }

    @Test
    void whereStunIsAnsweredItHasToBeReachedToo() throws Exception {
        try (DatagramSocket mute = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            String port = Integer.toString(mute.getLocalPort());

            assertThat(tried(new OwnDoor(settings("VPN_SENTINEL_SERVER_STUN_PORT", port), address -> true)))
                    .contains(new PublicDoor(false, Optional.of(mute.getLocalPort())));
        }
    }

    @Test
    void withoutThatSettingNothingIsTried() throws Exception {
        Settings plain = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "k"), Half.SERVER);

        assertThat(tried(new OwnDoor(plain))).isEmpty();
    }
}
