package demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stand-in answers in the providers' documented formats, and fails as they do. */
class InternetTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Internet internet = new Internet(World.HOME);

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    void ipinfoSpellsItsAnswerAsDocumented() throws Exception {
        JsonNode own = json(Provider.IPINFO, "/json");
        JsonNode other = json(Provider.IPINFO, "/198.51.100.10/json");

        assertThat(own).isEqualTo(JSON.readTree("""
                {"ip":"203.0.113.7","city":"Zürich","region":"Zurich","country":"CH","loc":"47.3769,8.5417",
                 "org":"AS64500 Example Access","timezone":"Europe/Zurich","readme":"https://ipinfo.io/missingauth"}"""));
        assertThat(other.path("org").asText()).isEqualTo("AS64501 Example Hosting Nord");
        assertThat(json(Provider.IPINFO, "/192.0.2.254/json").path("bogon").asBoolean())
                .isTrue();
    }

    @Test
    void ipApiSpellsItsAnswerAsDocumented() throws Exception {
        JsonNode own = json(Provider.IP_API, "/json");

        assertThat(own).isEqualTo(JSON.readTree("""
                {"query":"203.0.113.7","status":"success","country":"Switzerland","countryCode":"CH","region":"",
                 "regionName":"Zurich","city":"Zürich","zip":"","lat":47.3769,"lon":8.5417,"timezone":"Europe/Zurich",
                 "isp":"Example Access","org":"Example Access","as":"AS64500 Example Access"}"""));
        assertThat(json(Provider.IP_API, "/json/192.0.2.254").path("message").asText())
                .isEqualTo("reserved range");
        assertThat(json(Provider.IP_API, "/json/nonsense").path("message").asText())
                .isEqualTo("invalid query");
    }

    @Test
    void ipApiSaysWhetherANetworkIsHostingOnlyWhenAsked() throws Exception {
        JsonNode asked = json(Provider.IP_API, "/json/198.51.100.10?fields=status,countryCode,hosting,query");

        assertThat(asked).isEqualTo(JSON.readTree("""
                {"query":"198.51.100.10","status":"success","countryCode":"SE","hosting":true}"""));
    }

    @Test
    void ipwhoisSpellsItsAnswerAsDocumented() throws Exception {
        JsonNode own = json(Provider.IPWHOIS, "/json/");

        assertThat(own).isEqualTo(JSON.readTree("""
                {"ip":"203.0.113.7","success":true,"type":"IPv4","country":"Switzerland","country_code":"CH",
                 "region":"Zurich","city":"Zürich","latitude":47.3769,"longitude":8.5417,"asn":"AS64500",
                 "org":"Example Access","isp":"Example Access","timezone":"Europe/Zurich","completed_requests":1}"""));
        assertThat(json(Provider.IPWHOIS, "/json/192.0.2.254").path("success").asBoolean(true))
                .isFalse();
    }

    @Test
    void ipwhoIsSpellsItsAnswerAsDocumented() throws Exception {
        ObjectNode own = (ObjectNode) json(Provider.IPWHO_IS, "/");
        JsonNode timezone = own.remove("timezone");

        assertThat(own).isEqualTo(JSON.readTree("""
                {"ip":"203.0.113.7","success":true,"type":"IPv4","country":"Switzerland","country_code":"CH",
                 "region":"Zurich","city":"Zürich","latitude":47.3769,"longitude":8.5417,
                 "connection":{"asn":64500,"org":"Example Access","isp":"Example Access","domain":""}}"""));
        assertThat(timezone.path("id").asText()).isEqualTo("Europe/Zurich");
        assertThat(timezone.path("offset").asInt()).isBetween(3600, 7200);
        assertThat(json(Provider.IPWHO_IS, "/192.0.2.254").path("success").asBoolean(true))
                .isFalse();
    }

    @Test
    void aLyingProviderLiesAlone() throws Exception {
        internet.callerIsOn(World.TOKYO.exit());
        internet.callerIsOn(World.HOME, Provider.IPWHOIS);

        String honest = json(Provider.IPINFO, "/json").path("ip").asText();
        String lying = json(Provider.IPWHOIS, "/json/").path("ip").asText();

        assertThat(honest).isEqualTo("198.51.100.80");
        assertThat(lying).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void everyFailureCanBeCured(Failure failure) throws Exception {
        internet.fail(failure);
        internet.fail(Failure.NONE);

        assertThat(get(Provider.IP_API, "/json").statusCode()).isEqualTo(200);
    }

    @Test
    void failuresLookAsTheyDoInTheWild() throws Exception {
        internet.fail(Provider.IPINFO, Failure.TOO_MANY);
        internet.fail(Provider.IP_API, Failure.SERVER_ERROR);
        internet.fail(Provider.IPWHOIS, Failure.CAPTIVE_PORTAL);

        assertThat(get(Provider.IPINFO, "/json").statusCode()).isEqualTo(429);
        assertThat(get(Provider.IP_API, "/json").statusCode()).isEqualTo(500);
        assertThat(get(Provider.IPWHOIS, "/json/").body()).startsWith("<!doctype html>");

        internet.fail(Provider.IPINFO, Failure.GARBAGE);
        assertThatThrownBy(() -> json(Provider.IPINFO, "/json")).isInstanceOf(IOException.class);
    }

    @Test
    void aHangingProviderAnswersNobody() {
        internet.fail(Provider.IPINFO, Failure.HANGS);

        HttpRequest impatient = HttpRequest.newBuilder(URI.create(internet.url(Provider.IPINFO) + "/json"))
                .timeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> http.send(impatient, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void ipApiCountsTheRequestsThatAreLeft() throws Exception {
        HttpResponse<String> first = get(Provider.IP_API, "/json");
        internet.fail(Provider.IP_API, Failure.TOO_MANY);
        HttpResponse<String> last = get(Provider.IP_API, "/json");

        assertThat(first.headers().firstValue("X-Rl")).contains("44");
        assertThat(last.headers().firstValue("X-Rl")).contains("0");
        assertThat(last.headers().firstValue("X-Ttl")).contains("60");
    }

    @Test
    void requestsAreCountedByProviderAndPath() throws Exception {
        get(Provider.IPINFO, "/json");
        get(Provider.IPINFO, "/json");
        get(Provider.IPINFO, "/198.51.100.10/json");
        get(Provider.IP_API, "/nowhere");

        assertThat(internet.requests(Provider.IPINFO)).isEqualTo(3);
        assertThat(internet.requests(Provider.IPINFO, "/json")).isEqualTo(2);
        assertThat(internet.requests(Provider.IPWHOIS)).isZero();
        assertThat(internet.paths()).isEqualTo(List.of("/json", "/json", "/198.51.100.10/json", "/nowhere"));
    }

    private JsonNode json(Provider provider, String path) throws IOException, InterruptedException {
        return JSON.readTree(get(provider, path).body());
    }

    private HttpResponse<String> get(Provider provider, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(internet.url(provider) + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
