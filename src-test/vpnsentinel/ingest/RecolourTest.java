package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import demo.Failure;
import demo.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.FakeClient;
import support.Palette;
import support.RunningServer;
import vpnsentinel.network.Fact;

/** Every finding gets its colour from the route file alone: moved to another list, in the real server, while it runs. */
class RecolourTest {
    private static final String FILE = "colour-finding";
    private static final String OLD_CLIENT = """
            {"client_id": "dns-claimed", "ip": "198.51.100.10", "country": "SE", "provider": "AS64501 Example",
             "dns_loc": "SE"}""";

    /** No echo provider can be reached. */
    private static final String[] NOWHERE = {
        "VPN_SENTINEL_PROBE_IPV6=off",
        "VPN_SENTINEL_ECHO_CLOUDFLARE_URL=http://127.0.0.1:1",
        "VPN_SENTINEL_ECHO_IPINFO_URL=http://127.0.0.1:1",
        "VPN_SENTINEL_ECHO_IP_API_URL=http://127.0.0.1:1",
        "VPN_SENTINEL_ECHO_IPWHOIS_URL=http://127.0.0.1:1"
    };

    @TempDir
    static Path folder;

    private static RunningServer server;
    private static String shipped = "";
    private static final Map<Fact, Supplier<byte[]>> CLIENTS = new EnumMap<>(Fact.class);

    @BeforeAll
    static void startWithOneClientForEachFinding() throws Exception {
        server = RunningServer.onStoppedClock(folder);
        shipped = server.routes.read(FILE);
        RunningServer.await("the home line", () -> server.dashboard().contains("203.0.113.7"));
        client(Fact.EXIT_ON_HOME_LINE).exits(World.HOME, World.HOME);
        client(Fact.EXIT_ON_HOME_NETWORK).exits(World.NEIGHBOUR, World.NEIGHBOUR);
        client(Fact.EXIT_SUSPECTED).exits(World.HOME, World.STOCKHOLM.exit());
        client(Fact.DNS_LEAK).resolver(World.HOME_RESOLVER);
        client(Fact.DNS_ELSEWHERE).resolver(World.TOKYO.resolver());
        client(Fact.EXIT_NEVER_VERIFIED).exits();
        client(Fact.DNS_NEVER_VERIFIED).noResolver();
        provenOnce(Fact.EXIT_NOT_VERIFIABLE).exits();
        provenOnce(Fact.DNS_NOT_VERIFIABLE).noResolver();
        FakeClient twins = client(Fact.TWO_CLIENTS_ONE_ID);
        CLIENTS.put(Fact.TWO_CLIENTS_ONE_ID, new Supplier<>() {
            private int turn;

            @Override
            public byte[] get() {
                return twins.boot(turn++ % 2 == 0 ? "one" : "other").next();
            }
        });
        CLIENTS.put(Fact.DNS_CLAIMED, () -> OLD_CLIENT.getBytes(StandardCharsets.UTF_8));
        eachClientShows();
    }

    private static FakeClient client(Fact fact) {
        FakeClient client = new FakeClient(fact.id());
        CLIENTS.put(fact, client::next);
        return client;
    }

    private static FakeClient provenOnce(Fact fact) throws Exception {
        FakeClient client = client(fact);
        RunningServer.await(
                fact + " to be proven",
                () -> server.post(client.next()).verdict().equals("green"));
        return client;
    }

    private static void eachClientShows() {
        for (Map.Entry<Fact, Supplier<byte[]>> client : CLIENTS.entrySet()) {
            Awaitility.await(client.getKey().id())
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(
                                    server.post(client.getValue().get()).reasons())
                            .containsExactly(client.getKey().id()));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<Fact, String> verdicts() throws Exception {
        Map<Fact, String> verdicts = new EnumMap<>(Fact.class);
        for (Map.Entry<Fact, Supplier<byte[]>> client : CLIENTS.entrySet()) {
            verdicts.put(client.getKey(), server.post(client.getValue().get()).verdict());
        }
        return verdicts;
    }

    private static void awaitVerdicts(String text, Map<Fact, String> expected) throws Exception {
        server.routes.write(FILE, text);
        server.take();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(verdicts()).isEqualTo(expected));
    }

    /** In each round other findings are red, so that no two findings have the same colour in all of them. */
    @Test
    void everyFindingTakesTheColourOfItsList() throws Exception {
        for (int round = 0; round < 4; round++) {
            String text = shipped;
            Map<Fact, String> expected = new EnumMap<>(Fact.class);
            int number = 0;
            for (Fact fact : CLIENTS.keySet()) {
                number++;
                String word = (number >> round) % 2 == 1 ? "red" : "green";
                text = Palette.recolour(text, fact, word);
                expected.put(fact, word);
            }

            awaitVerdicts(text, expected);
        }
    }

    @Test
    void aFindingIsRecolouredWhileAnotherIsRedAndNeitherMasksTheOther() throws Exception {
        FakeClient both = new FakeClient("both").exits(World.HOME, World.HOME).resolver(World.HOME_RESOLVER);

        awaitColours(both, Palette.recolour(shipped, Fact.DNS_LEAK, "green"), "red", "green");
        awaitColours(
                both,
                Palette.recolour(Palette.recolour(shipped, Fact.DNS_LEAK, "red"), Fact.EXIT_ON_HOME_LINE, "green"),
                "green",
                "red");
    }

    private static void awaitColours(FakeClient client, String text, String exit, String dns) throws Exception {
        server.routes.write(FILE, text);
        server.take();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    assertThat(server.post(client.next()).verdict()).isEqualTo("red");
                    JsonNode reasons = server.api("/status").body().path("both").path("reasons");
                    assertThat(colour(reasons, Fact.EXIT_ON_HOME_LINE)).isEqualTo(exit);
                    assertThat(colour(reasons, Fact.DNS_LEAK)).isEqualTo(dns);
                });
    }

    private static String colour(JsonNode reasons, Fact fact) {
        for (JsonNode reason : reasons) {
            if (reason.path("finding").asText().equals(fact.id())) {
                return reason.path("colour").asText();
            }
        }
        return "none";
    }

    @Test
    void aFindingInNoListCountsYellow() throws Exception {
        Map<Fact, String> expected = new EnumMap<>(Fact.class);
        CLIENTS.keySet().forEach(fact -> expected.put(fact, "yellow"));
        String text = Palette.recolour(shipped, Fact.EXIT_ON_HOME_NETWORK, "green");
        expected.put(Fact.EXIT_ON_HOME_NETWORK, "green");

        awaitVerdicts(Palette.without(Palette.without(text, Fact.EXIT_ON_HOME_LINE), Fact.DNS_CLAIMED), expected);
    }

    @Test
    void anUnknownColourIsRefusedWithFileAndLine() throws Exception {
        String text = shipped.replace("ref: red", "ref: purple");
        int line = text.substring(0, text.indexOf("purple")).split("\n").length;

        server.routes.write(FILE, text);
        server.take();

        assertThat(server.refusal())
                .isEqualTo("edit refused: colour-finding.camel.yaml:" + line + ": no step or bean is named 'purple'");
        server.routes.write(FILE, shipped);
        server.take();
        assertThat(server.refusal()).isEmpty();
    }

    @Test
    void findingsAboutTheClientsPathAndAStaleBaselineAreRecolouredToo(@TempDir Path other) throws Exception {
        try (RunningServer server = RunningServer.onStoppedClock(other, "VPN_SENTINEL_TRUSTED_PROXIES=127.0.0.1")) {
            FakeClient client = new FakeClient("office");
            String[] beside = {"X-Forwarded-For", "203.0.113.7"};
            String[] third = {"X-Forwarded-For", "198.51.100.90"};
            RunningServer.await("the home line", () -> server.dashboard().contains("203.0.113.7"));
            shows(server, client, Fact.OWN_PATH_BESIDE_TUNNEL, "yellow", beside);
            shows(server, client, Fact.OWN_PATH_THIRD_NETWORK, "yellow", third);

            String text = Palette.recolour(shipped, Fact.OWN_PATH_BESIDE_TUNNEL, "red");
            text = Palette.recolour(text, Fact.OWN_PATH_THIRD_NETWORK, "green");
            server.routes.write(FILE, Palette.recolour(text, Fact.BASELINE_STALE, "red"));
            server.take();

            shows(server, client, Fact.OWN_PATH_BESIDE_TUNNEL, "red", beside);
            shows(server, client, Fact.OWN_PATH_THIRD_NETWORK, "green", third);
            server.internet.fail(Failure.SERVER_ERROR);
            server.pass(Duration.ofHours(25));
            shows(server, client, Fact.BASELINE_STALE, "red");
        }
    }

    @Test
    void anUnknownBaselineAndAnUntrustedProxyAreRecolouredToo(@TempDir Path other) throws Exception {
        try (RunningServer server = RunningServer.onStoppedClock(other, NOWHERE)) {
            FakeClient client = new FakeClient("office").exits(World.STOCKHOLM.exit(), World.STOCKHOLM.exit());
            String[] proxy = {"X-Forwarded-For", "203.0.113.7"};
            shows(server, client, Fact.BASELINE_UNKNOWN, "yellow");
            shows(server, client, Fact.PROXY_NOT_TRUSTED, "yellow", proxy);

            String text = Palette.recolour(shipped, Fact.BASELINE_UNKNOWN, "green");
            text = Palette.recolour(text, Fact.DNS_NEVER_VERIFIED, "green");
            server.routes.write(FILE, Palette.recolour(text, Fact.PROXY_NOT_TRUSTED, "red"));
            server.take();

            shows(server, client, Fact.BASELINE_UNKNOWN, "green");
            shows(server, client, Fact.PROXY_NOT_TRUSTED, "red", proxy);
        }
    }

    private static void shows(RunningServer at, FakeClient client, Fact fact, String verdict, String... headers) {
        Awaitility.await(fact.id())
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    RunningServer.Answer answer = at.post(client.next(), headers);
                    assertThat(answer.reasons()).contains(fact.id());
                    assertThat(answer.verdict()).isEqualTo(verdict);
                });
    }
}
