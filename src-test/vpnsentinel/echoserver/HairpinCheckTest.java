package vpnsentinel.echoserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeStun;
import vpnsentinel.access.Caller;
import vpnsentinel.home.HomeLine;
import vpnsentinel.http.Guard;
import vpnsentinel.http.Listener;
import vpnsentinel.network.Address;
import vpnsentinel.network.Network;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** The setting VPN_SENTINEL_PUBLIC_URL and the step of the route check-hairpin. */
class HairpinCheckTest extends CamelTestSupport {
    private static final Address ROUTER = address("192.168.1.1");
    private static final Address LINE = address("203.0.113.7");
    private static final Address EXIT = address("198.51.100.10");

    private final Vertx vertx = Vertx.vertx();
    private volatile String page = "{\"status\":\"ok\",\"server_time\":\"2026-11-22T08:00:00Z\"}";
    private volatile Caller caller = new Caller(ROUTER, false);
    private HomeLine home = lineOf(LINE);
    private volatile boolean heard = true;
    private HttpServer web;
    private volatile HairpinCheck hairpin;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext created = super.createCamelContext();
        PluginHelper.getRoutesLoader(created)
                .loadRoutes(ResourceHelper.resolveResource(created, "file:server-routes/check-hairpin.camel.yaml"));
        return created;
    }

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @BeforeEach
    void open() throws Exception {
        web = vertx.createHttpServer()
                .requestHandler(request -> {
                    if (heard) {
                        new HairpinSteps(hairpin).hearing(Guard.NOBODY).refuse(request, caller);
                    }
                    boolean health = request.path().equals("/api/v1/health");
                    request.response().setStatusCode(health ? 200 : 404).end(page);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        Listener.await(vertx.close());
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }

    private static HomeLine lineOf(Address... addresses) {
        return new HomeLine(
                Set.of(addresses),
                Set.of(),
                List.of(),
                Set.of(),
                Network.UNKNOWN,
                Set.of(),
                HomeLine.Knowledge.KNOWN,
                Optional.empty());
    }

    private Settings settings(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "k"));
        all.put("VPN_SENTINEL_PUBLIC_URL", "http://127.0.0.1:" + web.actualPort());
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return Settings.read(all, Half.SERVER);
    }

    private Optional<PublicReachability> tried(String... more) throws Exception {
        return tried(new HairpinCheck(settings(more), () -> home, address -> true));
    }

    private Optional<PublicReachability> tried(HairpinCheck tried) throws Exception {
        hairpin = tried;
        new HairpinSteps(hairpin).bind(context.getRegistry());
        AdviceWith.adviceWith(context, "check-hairpin", false, route -> route.replaceFromWith("direct:tick"));
        context.start();
        template.sendBody("direct:tick", "");
        return hairpin.found();
    }

    private static PublicReachability mute() {
        return new PublicReachability(false, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.1", "203.0.113.7"})
    void aServerThatHearsItselfOverTheHomeLineSaysSo(String routerOrLine) throws Exception {
        caller = new Caller(address(routerOrLine), false);

        assertThat(tried()).contains(new PublicReachability(true, Optional.empty()));
    }

    @Test
    void aServerThatHearsItselfFromElsewhereProvesNothing() throws Exception {
        caller = new Caller(EXIT, false);

        assertThat(tried()).contains(mute());
    }

    @Test
    void aProxyThatIsNotTrustedHidesFromWhereTheServerHearsItself() throws Exception {
        caller = new Caller(ROUTER, true);

        assertThat(tried()).contains(mute());
    }

    @Test
    void anotherServerOfThisProductThatAnswersInsteadProvesNothing() throws Exception {
        heard = false;

        assertThat(tried()).contains(mute());
    }

    @Test
    void whetherThatIsTheHomeLineIsJudgedByWhatIsKnownOfItNow() throws Exception {
        home = HomeLine.UNKNOWN;
        assertThat(tried()).contains(mute());

        home = lineOf(LINE);
        assertThat(hairpin.found()).contains(new PublicReachability(true, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Router</html>", "{}", ""})
    void theRoutersOwnPageIsNoAnswer(String other) throws Exception {
        page = other;

        assertThat(tried()).contains(mute());
    }

    @Test
    void anAddressOfThisNetworkProvesNothing() throws Exception {
        assertThat(tried(new HairpinCheck(settings(), () -> home))).contains(mute());
        assertThat(address("127.0.0.1").isPublic()).isFalse();
    }

    @Test
    void whereStunIsAnsweredItHasToBeReachedToo() throws Exception {
        try (DatagramSocket mute = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            assertThat(tried("VPN_SENTINEL_SERVER_STUN_PORT", Integer.toString(mute.getLocalPort())))
                    .contains(new PublicReachability(false, Optional.of(mute.getLocalPort())));
        }
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.1, true", "203.0.113.7, true", "198.51.100.10, false"})
    void whereStunIsAnsweredTheHomeLineHasToBeTheWayOfDatagramsToo(String seenFrom, boolean answers) throws Exception {
        try (FakeStun stun = new FakeStun(seenFrom)) {
            String port = stun.text().split(":", -1)[1];

            assertThat(tried("VPN_SENTINEL_SERVER_STUN_PORT", port))
                    .contains(new PublicReachability(answers, Optional.of(Integer.valueOf(port))));
        }
    }

    @Test
    void withoutThatSettingNothingIsTried() throws Exception {
        Settings plain = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "k"), Half.SERVER);

        assertThat(tried(new HairpinCheck(plain, () -> home))).isEmpty();
    }
}
