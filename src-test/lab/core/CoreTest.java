package lab.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demo.BotApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The services of one world over real sockets on loopback, and the commands that make them fail. */
class CoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private static Path folder;

    private static Core core;
    private static Control control;
    private static HttpClient http;

    @BeforeAll
    static void start() throws Exception {
        core = Core.start(Plans.loopback(folder), CLOCK);
        control = core.control();
        http = HttpClient.newBuilder()
                .sslContext(Plans.trusting(folder.resolve("ca.pem")))
                .build();
    }

    @AfterAll
    static void close() {
        core.close();
    }

    @AfterEach
    void heal() {
        core.control().answer("reset");
    }

    @Test
    void theGreetingNamesThePorts() throws IOException {
        JsonNode ports = JSON.readTree(core.greeting().substring("ready ".length()));

        assertThat(ports.path("dns").asInt()).isEqualTo(core.ports().dns());
        assertThat(ports.path("stun").asInt()).isEqualTo(core.ports().stun().get(0));
    }

    @Test
    void aPlanWithAServiceThatThereIsNotIsRefused() {
        Plan plan = Plan.parse("""
                {"dir":"%s","listen":{"nothing.test":["127.0.0.1"]}}""".formatted(folder));

        assertThatThrownBy(() -> Core.start(plan, CLOCK)).hasMessageContaining("nothing.test");
    }

    @ParameterizedTest
    @CsvSource({
        "ipinfo.io, /json, 'org', AS64500 Example Access",
        "ipinfo.io, /192.0.2.1/json, 'country', JP",
        "ip-api.com, '/json?fields=as,query', 'as', AS64500 Example Access",
        "ip-api.com, '/json/192.0.2.1?fields=hosting', 'hosting', true",
        "ipwhois.app, /json/, 'asn', AS64500",
        "ipwho.is, /, '/connection/asn', 64500",
        "ipwho.is, /192.0.2.1, '/timezone/utc', +09:00",
        "ipwho.is, /nonsense, 'success', false",
        "api.ipify.org, '/?format=json', 'ip', 127.0.0.1",
    })
    void geolocationKnowsCallersAndOthers(String provider, String path, String field, String value) throws Exception {
        JsonNode answer = JSON.readTree(get(provider, path).body());

        JsonNode found = field.startsWith("/") ? answer.at(field) : answer.path(field);
        assertThat(found.asText()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"icanhazip.com,true", "checkip.amazonaws.com,true", "v4.ident.me,false", "api.ipify.org,false"})
    void plainEchoesAnswerTheAddressAlone(String provider, boolean endsLine) throws Exception {
        assertThat(get(provider, "/").body()).isEqualTo(endsLine ? "127.0.0.1\n" : "127.0.0.1");
        assertThat(get(provider, "/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void theTraceIsServedUnderALiteralAddress() throws Exception {
        URI literal = URI.create("https://127.0.0.1:" + core.ports().https() + "/cdn-cgi/trace");

        String lines = http.send(HttpRequest.newBuilder(literal).build(), HttpResponse.BodyHandlers.ofString())
                .body();

        assertThat(lines)
                .contains(
                        "h=127.0.0.1\n",
                        "ip=127.0.0.1\n",
                        "loc=CH\n",
                        "colo=ZRI\n",
                        "visit_scheme=https\n",
                        "warp=off");
        assertThat(control.answer("requests")).contains("\"one.one.one.one\"", "/cdn-cgi/trace");
    }

    @Test
    void nobodyElseIsTrusted() {
        URI literal = URI.create("https://127.0.0.1:" + core.ports().https() + "/json");

        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(literal).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void everyFurtherNameHasACertificate() {
        assertThat(folder.resolve("home.example.net.pem")).content().startsWith("-----BEGIN CERTIFICATE-----");
        assertThat(folder.resolve("home.example.net-key.pem")).content().startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 429, 403})
    void aProviderRefusesInItsOwnWords(int status) throws Exception {
        assertThat(control.answer("fault ipinfo.io " + status)).isEqualTo("ok");

        HttpResponse<String> refused = get("ipinfo.io", "/json");

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.body()).contains(status == 500 ? "Error" : "\"status\":" + status);
        assertThat(get("ipwho.is", "/").statusCode()).isEqualTo(200);
    }

    @Test
    void ipApiSaysThatNoRequestIsLeft() throws Exception {
        control.answer("fault ip-api.com 429");

        assertThat(get("ip-api.com", "/json").headers().firstValue("X-Rl")).contains("0");
    }

    @Test
    void aLyingProviderSeesSomebodyElse() throws Exception {
        control.answer("fault icanhazip.com lie 192.0.2.1");

        assertThat(get("icanhazip.com", "/").body()).isEqualTo("192.0.2.1\n");
        assertThat(get("v4.ident.me", "/").body()).isEqualTo("127.0.0.1");
    }

    @Test
    void garbageAndPortalsComeWithStatus200() throws Exception {
        control.answer("fault all garbage");
        assertThatThrownBy(() -> JSON.readTree(get("ipinfo.io", "/json").body()))
                .isInstanceOf(IOException.class);

        control.answer("fault all portal");
        HttpResponse<String> page = get("v4.ident.me", "/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!doctype html>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    }

    @Test
    void aProviderThatRefusesClosesTheConnection() {
        control.answer("fault ipinfo.io refuse");

        assertThatThrownBy(() -> get("ipinfo.io", "/json"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aHangingProviderAnswersNobodyUntilReset() throws Exception {
        control.answer("fault all hang");
        assertThatThrownBy(() -> get("ipinfo.io", "/json")).isInstanceOf(HttpTimeoutException.class);

        control.answer("reset");

        assertThat(get("ipinfo.io", "/json").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(control.answer("requests"))).hasSize(1);
    }

    @Test
    void messagesAreKeptAsPeopleSeeThem() throws Exception {
        HttpResponse<String> taken = tell("<b>LEAK</b> &amp; more");

        JsonNode messages = JSON.readTree(control.answer("messages"));

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(messages).hasSize(1);
        assertThat(messages.at("/0/chat").asText()).isEqualTo("-1001");
        assertThat(messages.at("/0/text").asText()).isEqualTo("LEAK & more");
        assertThat(messages.at("/0/at").asLong())
                .isCloseTo(CLOCK.millis(), org.assertj.core.data.Offset.offset(60_000L));
    }

    @Test
    void theBotFailsUntilItIsWellAgain() throws Exception {
        control.answer("bot 429 7");
        assertThat(tell("one").body()).contains("\"retry_after\":7");
        control.answer("bot 500");
        assertThat(tell("two").statusCode()).isEqualTo(500);
        control.answer("bot down");
        assertThatThrownBy(() -> tell("three")).isInstanceOf(IOException.class);
        control.answer("bot hang");
        assertThatThrownBy(() -> tell("four")).isInstanceOf(HttpTimeoutException.class);

        control.answer("bot ok");

        assertThat(tell("five").statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(control.answer("messages"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "nonsense", "fault", "fault nobody.test 500", "fault ipinfo.io", "fault ipinfo.io lie",
                        "fault all 418",
                "fault all lie nobody", "dns", "dns maybe", "bot", "bot 429", "questions since", "requests x"
            })
    void whatItDoesNotUnderstandItSaysInOneLine(String line) {
        assertThat(control.answer(line)).startsWith("error ").doesNotContain("\n");
    }

    @Test
    void recordsAreReadFromAnInstantOn() throws Exception {
        get("ipinfo.io", "/json");
        long later = CLOCK.millis() + 60_000;

        assertThat(control.answer("requests")).contains("\"path\":\"/json\"", "\"from\":\"127.0.0.1\"");
        assertThat(control.answer("requests " + later)).isEqualTo("[]");
    }

    private HttpResponse<String> tell(String html) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("chat_id", "-1001")
                .put("parse_mode", "HTML")
                .put("text", html)
                .toString();
        return send(request(Bot.NAME, "/bot" + BotApi.TOKEN + "/sendMessage")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String provider, String path) throws IOException, InterruptedException {
        return send(request(provider, path));
    }

    /** Each provider has a loopback address of its own. */
    private HttpRequest.Builder request(String provider, String path) {
        return HttpRequest.newBuilder(URI.create(
                "http://" + Plans.address(provider) + ":" + core.ports().http() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(1)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
