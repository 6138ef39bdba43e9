package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import demo.BotApi;
import demo.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.ClientStage;
import support.FakeClient;
import support.FakeWeb;
import support.RunningServer;
import vpnsentinel.launch.ClientHalf;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** What the pages tell their reader to do is done here to the letter, to a half that runs, and does what they say. */
class RecipesTest {
    private static final UnaryOperator<String> AS_IT_IS = text -> text;

    @TempDir
    private Path product;

    /** The customisations of the first page. */
    @Nested
    class OfTheServer {
        private final Page page = Page.of("README.md");
        private final BotApi bot = BotApi.start(0, RunningServer.CHAT);
        private final FakeWeb web = new FakeWeb().answers(200, "");
        private RunningServer server;

        @BeforeEach
        void start() throws Exception {
            copy("templates/telegram");
            copy("templates/dashboard");
            server = RunningServer.onStoppedClock(
                    product,
                    "VPN_SENTINEL_TEMPLATES_DIR=" + product.resolve("templates"),
                    "VPN_SENTINEL_TELEGRAM_ENABLED=true",
                    "VPN_SENTINEL_TELEGRAM_API_URL=" + bot.url(),
                    "TELEGRAM_BOT_TOKEN=" + BotApi.TOKEN,
                    "TELEGRAM_CHAT_ID=" + RunningServer.CHAT);
            RunningServer.await("the home line", () -> server.dashboard().contains("203.0.113.7"));
        }

        @AfterEach
        void stop() {
            server.close();
            web.close();
            bot.close();
        }

        private void copy(String folder) throws IOException {
            Files.createDirectories(product.resolve(folder));
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.toList()) {
                    Files.copy(file, product.resolve(folder).resolve(file.getFileName()));
                }
            }
        }

        private void follow(String title) throws Exception {
            Recipe.of(page, title).follow(product, text -> text.replace("https://ntfy.example.org", web.url()));
            server.take();
            assertThat(server.refusal()).isEmpty();
        }

        private void shows(FakeClient client, String verdict) {
            RunningServer.await()
                    .untilAsserted(() ->
                            assertThat(server.post(client.next()).verdict()).isEqualTo(verdict));
        }

        /** A client that was told to be green, so that red is a change. */
        private FakeClient known(String id) throws Exception {
            FakeClient client = new FakeClient(id);
            shows(client, "green");
            server.pass(Duration.ofSeconds(15));
            server.post(client.next());
            told(id + " is protected");
            return client;
        }

        /** The last message with these words, in Telegram's HTML. */
        private String told(String words) {
            RunningServer.await().until(() -> bot.texts().stream().anyMatch(text -> text.contains(words)));
            return bot.sent().stream()
                    .filter(message -> message.text().contains(words))
                    .reduce((earlier, later) -> later)
                    .map(BotApi.Sent::html)
                    .orElseThrow();
        }

        @Test
        void theHomeProviderBecomesYellowAndTheHomeLineStaysRed() throws Exception {
            FakeClient neighbour = new FakeClient("neighbour").exits(World.NEIGHBOUR, World.NEIGHBOUR);
            shows(neighbour, "red");

            follow("The home provider is yellow, not red.");

            shows(neighbour, "yellow");
            shows(new FakeClient("exposed").exits(World.HOME, World.HOME), "red");
        }

        @Test
        void aRedClientIsPostedToAWebAddressBesideTelegramAndAGreenOneIsNot() throws Exception {
            FakeClient office = known("office");

            follow("A red client tells a web address too");
            known("study");
            office.exits(World.HOME, World.HOME);
            shows(office, "red");

            told("office is exposed");
            RunningServer.await().until(() -> !web.bodies.isEmpty());
            assertThat(web.requests).containsExactly("POST /my-vpn");
            assertThat(web.bodies).containsExactly("office is red");
        }

        @Test
        void aMessageLeavesOutAndAddsWhatTheReaderWants() throws Exception {
            FakeClient office = known("office");
            assertThat(told("office")).contains("VPN address ");

            follow("Other words in messages.");

            RunningServer.await().untilAsserted(() -> {
                shows(office.exits(World.HOME, World.HOME), "red");
                shows(office.exits(World.STOCKHOLM.exit(), World.STOCKHOLM.exit()), "green");
                assertThat(told("office is exposed"))
                        .contains("Since: 2026-11-22 ", ">Dashboard</a>")
                        .doesNotContain("Restart the VPN");
            });
        }
    }

    /** The customisations of the page of the client's routes. */
    @Nested
    class OfTheClient {
        private final Page page = Page.of("client-routes/README.md");
        private final FakeWeb server = new FakeWeb().answers(200, "{\"status\":\"ok\",\"verdict\":\"green\"}");
        private ClientStage client;

        @BeforeEach
        void prepare() {
            client = new ClientStage(product, server.url()).with("VPN_SENTINEL_INTERVAL", "1");
        }

        @AfterEach
        void stop() {
            client.close();
            server.close();
        }

        private JsonNode lastKeepalive() {
            RunningServer.await().until(() -> !server.bodies.isEmpty());
            return ClientStage.json(server.bodies.get(server.bodies.size() - 1));
        }

        private List<String> methods() {
            return lastKeepalive().path("evidence").path("resolver").findValuesAsText("method");
        }

        @Test
        void oneMoreEchoProviderTakesItsTurnWithAllThatItTells() throws Exception {
            client.start();
            lastKeepalive();

            Recipe.of(page, "One more echo provider.")
                    .follow(product, text -> text.replace("https://ip.example.org", client.echo.url()));

            RunningServer.await()
                    .untilAsserted(() -> assertThat(
                                    lastKeepalive().path("evidence").path("exit"))
                            .filteredOn(seen -> seen.path("source").asText().equals("ip.example.org"))
                            .singleElement()
                            .satisfies(seen -> {
                                assertThat(seen.path("operator").asText()).isEqualTo("mine");
                                assertThat(seen.path("address").asText()).isEqualTo("203.0.113.10");
                                assertThat(seen.path("asn").asText()).isEqualTo("AS64500");
                                assertThat(seen.path("country").asText()).isEqualTo("CH");
                            }));
            assertThat(client.report().path("checks").path("routes").asText()).isEqualTo("ok");
        }

        @Test
        void oneLessIsAskedNoMoreWhileTheOthersAre() throws Exception {
            client.start();
            assertThat(methods()).contains("google", "google-tcp", "akamai");

            Recipe.of(page, "One less.").follow(product, AS_IT_IS);

            RunningServer.await()
                    .untilAsserted(
                            () -> assertThat(methods()).contains("akamai").doesNotContain("google", "google-tcp"));
        }

        @Test
        void aQuieterClientAnnouncesItsRhythm() throws Exception {
            Recipe.of(page, "A quieter client.").settings().forEach(client::with);

            client.start();

            assertThat(lastKeepalive().path("interval_s").asInt()).isEqualTo(900);
            assertThat(lastKeepalive().path("beat_s").asInt()).isEqualTo(30);
        }
    }

    @Test
    void whatIsMadeToFailOnPurposeIsRedForTheReasonThatThePageSays() throws Exception {
        Recipe onPurpose = new Recipe(Page.of("README.md"), Page.of("README.md").section("Make it fail on purpose"));
        assertThat(onPurpose.block()).endsWith(" ./sentinel client\n");

        try (RunningServer server = RunningServer.ready(Map.of())) {
            Map<String, String> typed = new HashMap<>(onPurpose.settings());
            typed.computeIfPresent(
                    "VPN_SENTINEL_URL",
                    (name, url) -> url.replace(
                            "http://127.0.0.1:5000", server.ports().api("").toString()));
            typed.computeIfPresent("VPN_SENTINEL_HEALTH_PORT", (name, port) -> String.valueOf(ClientStage.freePort()));
            typed.computeIfPresent(
                    "VPN_SENTINEL_DATA_DIR",
                    (name, folder) -> product.resolve("data").toString());
            Map<String, String> around = RunningServer.both(
                    server.internet.settings(),
                    Map.of(
                            "VPN_SENTINEL_API_KEY",
                            RunningServer.KEY,
                            "VPN_SENTINEL_RESOLV_CONF",
                            Files.writeString(product.resolve("resolv.conf"), "nameserver [127.0.0.1]:1\n")
                                    .toString()));
            ClientHalf client = ClientHalf.start(
                    Settings.read(RunningServer.both(around, typed), Half.CLIENT), InstantSource.system());
            try {
                server.awaitStatus("on-purpose", "red");
                assertThat(server.client("on-purpose").path("reasons").findValuesAsText("finding"))
                        .contains("exit-on-home-line");
            } finally {
                client.close();
            }
        }
    }
}
