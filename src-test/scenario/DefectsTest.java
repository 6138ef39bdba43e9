package scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static support.RunningServer.await;
import static support.RunningServer.json;

import com.fasterxml.jackson.databind.JsonNode;
import demo.BotApi;
import demo.BotFault;
import demo.Dialect;
import demo.Failure;
import demo.Provider;
import demo.SimulatedClient;
import demo.Situation;
import demo.World;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import support.RawConnection;
import support.RunningServer;

/** The mistakes that the Python product makes, each of which the running server must not make. */
class DefectsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Situation PROTECTED = Situation.behind(World.STOCKHOLM);

    private final List<AutoCloseable> open = new ArrayList<>();

    private RunningServer server(String... namesAndValues) throws Exception {
        return keep(RunningServer.ready(environment(namesAndValues)));
    }

    private RunningServer server(BotApi bot, String... namesAndValues) throws Exception {
        return keep(RunningServer.ready(RunningServer.both(RunningServer.telegram(bot), environment(namesAndValues))));
    }

    private BotApi bot() {
        return keep(BotApi.start(0, RunningServer.CHAT));
    }

    private <T extends AutoCloseable> T keep(T started) {
        open.add(0, started);
        return started;
    }

    private static Map<String, String> environment(String... namesAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    private static SimulatedClient client(String id, Duration interval, Situation situation) {
        return new SimulatedClient(id, Dialect.EVIDENCE, interval, 1, situation);
    }

    private static List<String> findings(JsonNode client) {
        return client.path("reasons").findValuesAsText("finding");
    }

    private static long count(List<String> texts, String part) {
        return texts.stream().filter(text -> text.contains(part)).count();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** Defect 1: a leak that only the resolver shows. */
    @Test
    void aResolverOfTheHomeProviderIsALeakWhateverTheExit() throws Exception {
        RunningServer server = server();
        SimulatedClient leaking = client("leaking", HOUR, PROTECTED.resolver(World.HOME_RESOLVER));

        server.hears(leaking);

        await().until(() -> findings(server.client("leaking")), List.of("dns-leak")::equals);
        assertThat(server.client("leaking").path("status").asText()).isEqualTo("yellow");
        assertThat(server.client("leaking").path("ip").asText()).isEqualTo("198.51.100.10");
    }

    /** Defect 2: alerts follow the status, not the address; silence is told and shown. */
    @Test
    void aChangeAtTheSameAddressIsToldAndSoIsSilence() throws Exception {
        BotApi bot = bot();
        RunningServer server = server(bot);
        SimulatedClient client = client("office", Duration.ofMinutes(1), PROTECTED);
        server.hears(client);
        server.awaitStatus("office", "green");
        await().until(() -> count(bot.texts(), "office is protected") == 1);

        client.is(PROTECTED.resolver(World.HOME_RESOLVER));
        server.hears(client);
        await().until(() -> count(bot.texts(), "office leaks its DNS questions") == 1);
        server.pass(Duration.ofMinutes(3).plusSeconds(31));

        server.awaitStatus("office", "silent");
        await().until(() -> count(bot.texts(), "office is silent") == 1);
        assertThat(server.client("office").path("last_status").asText()).isEqualTo("yellow");
        assertThat(server.client("office").path("online").asBoolean(true)).isFalse();
    }

    /** Defect 3: the home line moves, and everybody is judged by where it is now. */
    @Test
    void aBypassOverTheNewHomeAddressIsRed() throws Exception {
        RunningServer server = server();
        SimulatedClient bypassing = client("bypassing", HOUR, Situation.behind(World.PARIS));
        server.hears(bypassing);
        server.awaitStatus("bypassing", "green");

        server.internet.callerIsOn(World.NEW_HOME);
        server.learnsAgain();
        bypassing.is(Situation.of(World.NEW_HOME, World.PARIS.resolver()));
        server.hears(bypassing);

        server.awaitStatus("bypassing", "red");
        assertThat(findings(server.client("bypassing"))).contains("exit-on-home-line");
    }

    /** Defect 3: a look-up that fails takes nothing away. */
    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"SERVER_ERROR", "GARBAGE"})
    void theHomeLineIsKeptWhenNobodyConfirmsIt(Failure failure) throws Exception {
        RunningServer server = server();
        server.internet.fail(failure);
        server.learnsAgain();
        await().until(
                        () -> server.get(server.ports().dashboard("/dashboard")).body(),
                        page -> page.contains("not confirmed"));

        server.hears(client("bypassing", HOUR, Situation.of(World.HOME, World.HOME_RESOLVER)));

        server.awaitStatus("bypassing", "red");
        assertThat(server.homeLineState()).isEmpty();
    }

    /** Defect 4: what cannot be asked is no leak, and holds up no keepalive. */
    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"SERVER_ERROR", "TOO_MANY", "HANGS", "CAPTIVE_PORTAL"})
    void anOutageOfAllProvidersTurnsNobodyRed(Failure failure) throws Exception {
        RunningServer server = server("VPN_SENTINEL_PROBE_TIMEOUT", "1");
        SimulatedClient client = client("office", HOUR, PROTECTED);
        server.hears(client);
        server.awaitStatus("office", "green");

        server.internet.fail(failure);
        client.is(PROTECTED.withoutExit());
        List<String> verdicts = IntStream.range(0, 5)
                .mapToObj(i -> server.hears(client).path("verdict").asText())
                .toList();
        server.learnsAgain();

        assertThat(verdicts).startsWith("green").endsWith("yellow").doesNotContain("red");
        assertThat(findings(server.client("office"))).containsExactly("exit-not-verifiable");
        assertThat(server.client("office").path("ip").asText()).isEqualTo("198.51.100.10");
    }

    /** Defect 4: one provider that lies turns nobody red. */
    @Test
    void aLyingProviderTurnsNobodyRed() throws Exception {
        BotApi bot = bot();
        RunningServer server = server(bot);
        SimulatedClient client = client("office", HOUR, PROTECTED);
        server.hears(client);
        server.awaitStatus("office", "green");

        client.is(PROTECTED.seen(Provider.IPINFO, World.HOME));
        List<JsonNode> answers = List.of(server.hears(client), server.hears(client), server.hears(client));
        HttpResponse<String> second = server.send(
                server.keepalive(HttpRequest.BodyPublishers.ofByteArray(client.keepaliveByAll(server.now())))
                        .header("X-API-Key", RunningServer.KEY));

        assertThat(answers)
                .extracting(answer -> answer.path("verdict").asText())
                .doesNotContain("red");
        assertThat(answers).extracting(answer -> answer.path("probe").asText()).contains("now");
        assertThat(json(second).path("verdict").asText()).isEqualTo("green");
        assertThat(bot.texts()).noneMatch(text -> text.contains("red"));
    }

    /** Defect 5: another line of the same provider is as exposed as the line itself. */
    @Test
    void aBypassOverAnotherLineOfTheHomeProviderIsRed() throws Exception {
        RunningServer server = server();
        SimulatedClient bypassing = client("bypassing", HOUR, Situation.of(World.NEIGHBOUR, World.HOME_RESOLVER));

        assertThat(server.hears(bypassing).path("verdict").asText()).isEqualTo("red");
        assertThat(findings(server.client("bypassing"))).contains("exit-on-home-network");
    }

    /** Defect 6: a forwarding header of a stranger changes nothing. */
    @Test
    void aStrangersForwardingHeaderIsNotBelieved() throws Exception {
        RunningServer server = server(
                "VPN_SENTINEL_SERVER_ALLOWED_IPS", "192.0.2.0/24, 127.0.0.2",
                "VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "5");

        List<Integer> dodging = IntStream.range(0, 8)
                .mapToObj(i -> status(server, "192.0.2." + i))
                .toList();
        IntStream.range(0, 8).forEach(i -> status(server, "127.0.0.2"));

        assertThat(dodging).as("the allow-list").doesNotContain(200).startsWith(403);
        assertThat(dodging).as("the rate limit").endsWith(429);
        assertThat(statusFrom("127.0.0.2", server)).as("the victim").isEqualTo("HTTP/1.1 200");
    }

    /** Defect 6: a trusted proxy is believed, as far as it wrote the header itself. */
    @Test
    void aTrustedProxyIsBelieved() throws Exception {
        RunningServer server = server(
                "VPN_SENTINEL_SERVER_ALLOWED_IPS", "192.0.2.0/24",
                "VPN_SENTINEL_TRUSTED_PROXIES", "127.0.0.1");
        Map<String, Integer> expected = Map.of(
                "192.0.2.7", 200,
                "198.51.100.1", 403,
                "192.0.2.7, 198.51.100.1", 403,
                "198.51.100.1, 192.0.2.7", 200,
                "nonsense, 192.0.2.7", 200,
                "192.0.2.7, 127.0.0.1", 200);

        expected.forEach((forwarded, status) ->
                assertThat(status(server, forwarded)).as(forwarded).isEqualTo(status));
    }

    private static int status(RunningServer server, String forwardedFor) {
        return server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/status"))
                        .header("X-API-Key", RunningServer.KEY)
                        .header("X-Forwarded-For", forwardedFor))
                .statusCode();
    }

    private static String statusFrom(String source, RunningServer server) {
        try (RawConnection raw = RawConnection.from(source, server.ports().api())) {
            return raw.send("GET /api/v1/status HTTP/1.1\r\nHost: x\r\nX-API-Key: " + RunningServer.KEY + "\r\n\r\n")
                    .until("\r\n")
                    .substring(0, 12);
        }
    }

    /** Defect 7: whatever is presented, only the key opens. */
    @Test
    void onlyTheKeyOpens() throws Exception {
        RunningServer server = server();
        String key = RunningServer.KEY;
        List<String> wrong = List.of(
                "x",
                key.substring(1),
                key.substring(0, key.length() - 1),
                key + key,
                key.toUpperCase(Locale.ROOT),
                "k".repeat(4000));

        for (String presented : wrong) {
            int status = server.send(HttpRequest.newBuilder(server.ports().api("/api/v1/status"))
                            .header("X-API-Key", presented))
                    .statusCode();
            assertThat(status).as(presented).isEqualTo(403);
        }
        assertThat(server.get("/api/v1/status").statusCode()).isEqualTo(200);
    }

    /** Defect 7: the log page shows no secret, and nothing that is logged becomes markup or a template. */
    @Test
    void theLogPageShowsNoSecretAndRunsNoMarkup() throws Exception {
        RunningServer server = server(bot());

        LoggerFactory.getLogger("test")
                .warn(
                        "url=http://x/bot{}/getMe key={} <script>alert(1)</script> ${7*7}",
                        BotApi.TOKEN,
                        RunningServer.KEY);
        String page = server.get(server.ports().dashboard("/logs")).body();

        assertThat(page).doesNotContain(BotApi.TOKEN, RunningServer.KEY, "<script>alert");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt; ${7*7}", "url=http://x/bot•••/getMe");
    }

    /** Defect 7: what a client says is text, on the page and in messages. */
    @Test
    void whatAClientSaysIsNoMarkup() throws Exception {
        BotApi bot = bot();
        RunningServer server = server(bot);
        String city = "<b>Malmö</b> & <a href='x'>Co</a>";

        server.keepalive("""
                {"client_id":"sly","public_ip":"198.51.100.10","dns_loc":"SE",
                 "location":{"country":"SE","city":"%s","region":"${7*7}","org":"AS64501 <i>Net</i>","timezone":""},
                 "client_version":"<script>alert(1)</script>"}""".formatted(city));

        await().until(() -> count(bot.texts(), "Seen for the first time") == 1);
        assertThat(bot.texts()).anyMatch(text -> text.contains(city) && text.contains("${7*7}"));
        assertThat(server.get(server.ports().dashboard("/dashboard")).body())
                .contains("&lt;b&gt;Malmö&lt;/b&gt;")
                .doesNotContain("<b>Malmö", "<script>alert", "<i>Net");
    }

    /** Defect 8: Telegram is nothing that a keepalive waits for. */
    @Test
    void aHangingTelegramHoldsUpNoKeepalive() throws Exception {
        BotApi bot = bot();
        bot.fail(IntStream.range(0, 50).mapToObj(i -> BotFault.hang()).toArray(BotFault[]::new));
        RunningServer server = server(bot);
        await().until(() -> bot.calls("sendMessage") > 0);

        long before = System.nanoTime();
        List<SimulatedClient> exposed = IntStream.range(0, 100)
                .mapToObj(i -> client("exposed-" + i, HOUR, Situation.of(World.HOME, World.HOME_RESOLVER)))
                .toList();
        exposed.forEach(client ->
                assertThat(server.hears(client).path("verdict").asText()).isEqualTo("red"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(bot.texts()).isEmpty();
    }

    /** Defect 9: the status says what is so. */
    @Test
    void theStatusIsTruthful() throws Exception {
        RunningServer server = server();
        server.hears(client("a-green", HOUR, PROTECTED));
        server.hears(client("b-yellow", HOUR, PROTECTED.resolver(World.HOME_RESOLVER)));
        server.hears(client("c-red", HOUR, Situation.of(World.HOME, World.HOME_RESOLVER)));
        server.hears(client("d-silent", Duration.ofMinutes(1), PROTECTED));
        server.awaitStatus("a-green", "green");
        server.awaitStatus("b-yellow", "yellow");
        server.awaitStatus("d-silent", "green");

        server.pass(Duration.ofMinutes(4));
        server.awaitStatus("d-silent", "silent");

        JsonNode status = json(server.get("/api/v1/status"));
        assertThat(status.findValuesAsText("status")).containsExactly("green", "yellow", "red", "silent");
        assertThat(status.findValuesAsText("last_status")).containsExactly("green", "yellow", "red", "green");
    }

    /** Neither a stranger behind the same exit nor another client locks a client out. */
    @Test
    void nobodyLocksAClientOut() throws Exception {
        RunningServer server = server("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "5");

        List<Integer> stranger = IntStream.range(0, 10)
                .mapToObj(i -> server.get(server.ports().api("/api/v1/status")).statusCode())
                .toList();
        List<Integer> fleet = IntStream.range(0, 60)
                .mapToObj(i ->
                        server.keepalive("{\"client_id\":\"client-" + i + "\"}").statusCode())
                .toList();
        List<HttpResponse<String>> eager = IntStream.range(0, 6)
                .mapToObj(i -> server.keepalive("{\"client_id\":\"eager\"}"))
                .toList();

        assertThat(stranger).containsExactly(401, 401, 401, 401, 401, 429, 429, 429, 429, 429);
        assertThat(fleet).containsOnly(200);
        assertThat(eager).extracting(HttpResponse::statusCode).containsExactly(200, 200, 200, 200, 200, 429);
        assertThat(server.keepalive("{\"client_id\":\"patient\"}").statusCode()).isEqualTo(200);
    }

    /** Who is over a limit is told for how long. */
    @ParameterizedTest
    @CsvSource({"stranger", "client"})
    void aLimitSaysWhenItEnds(String who) throws Exception {
        RunningServer server = server("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "1");
        HttpResponse<String> limited = IntStream.range(0, 2)
                .mapToObj(i -> who.equals("client")
                        ? server.keepalive("{\"client_id\":\"eager\"}")
                        : server.get(server.ports().api("/api/v1/status")))
                .toList()
                .get(1);

        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(json(limited).path("error").asText()).isEqualTo("Rate limit exceeded");
        assertThat(json(limited).path("message").asText()).isNotBlank();
        assertThat(json(limited).path("retry_after").isInt()).isTrue();
        assertThat(limited.headers().firstValue("Retry-After"))
                .contains(json(limited).path("retry_after").asText());
        assertThat(json(limited).path("retry_after").asInt()).isBetween(1, 120);
    }
}
