package vpnsentinel.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;

class EchoAnswerTest {
    private static final EchoCall NEVER = path -> {
        throw new AssertionError("no call expected");
    };
    private static final EchoProvider IPINFO = Documented.ipinfo(NEVER);

    record Row(EchoProvider provider, String body, Network.Kind kind) {}

    static Stream<Row> documentedAnswers() {
        return Stream.of(
                new Row(IPINFO, Documented.IPINFO, Network.Kind.UNKNOWN),
                new Row(Documented.ipApi(NEVER), Documented.IP_API, Network.Kind.HOSTING),
                new Row(Documented.ipwhois(NEVER), Documented.IPWHOIS, Network.Kind.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("documentedAnswers")
    void everyDocumentedAnswerGivesAddressCountryPlaceAndNetwork(Row row) {
        ExitSighting seen = seen(EchoAnswer.read(row.provider(), row.body()));

        assertThat(seen.address()).hasToString("203.0.113.10");
        assertThat(seen.place().country()).contains(new Country("CH"));
        assertThat(seen.place().city()).isIn("Zurich", "Zürich");
        assertThat(seen.place().timezone()).isEqualTo("Europe/Zurich");
        assertThat(seen.network()).isEqualTo(new Network(Optional.of(new Asn(64500)), "Example Hosting", row.kind()));
        assertThat(seen.operator()).isEqualTo(row.provider().operator());
    }

    @Test
    void aHostingFlagThatIsOffSaysAccess() {
        ExitSighting seen = seen(EchoAnswer.read(
                Documented.ipApi(NEVER), Documented.IP_API.replace("\"hosting\": true", "\"hosting\": false")));

        assertThat(seen.network().kind()).isEqualTo(Network.Kind.ACCESS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            <html><body>Welcome to our network, please log in</body></html> | a web page instead of data: captive portal?
            ~~                                             | an empty answer
            not json                                       | an answer that is no JSON
            {                                              | an answer that is no JSON
            []                                             | an answer without an address
            null                                           | an answer without an address
            {"ip": null}                                   | an answer without an address
            {"ip": {"v4": "203.0.113.10"}}                 | an answer without an address
            {"ip": "203.0.113.999"}                        | '203.0.113.999' is no address
            {"ip": "exit.example.test"}                    | 'exit.example.test' is no address
            {"ip": "192.168.1.7"}                          | 192.168.1.7 is no public address
            {"ip": "100.64.3.4"}                           | 100.64.3.4 is no public address
            """)
    void anUnusableAnswerIsMissingAndSaysWhy(String body, String why) {
        assertThat(EchoAnswer.read(IPINFO, body)).isEqualTo(new Answer.Missing<>("ipinfo.io", why));
    }

    @Test
    void aProviderThatSaysItFailedIsMissingWithItsMessage() {
        assertThat(EchoAnswer.read(Documented.ipApi(NEVER), Documented.IP_API_FAIL))
                .isEqualTo(new Answer.Missing<>("ip-api.com", "it could not answer: reserved range"));
        assertThat(EchoAnswer.read(Documented.ipwhois(NEVER), Documented.IPWHOIS_FAIL))
                .isEqualTo(new Answer.Missing<>("ipwhois.app", "it could not answer: you've hit the monthly limit"));
    }

    @Test
    void anAddressAloneIsEnough() {
        ExitSighting seen = seen(EchoAnswer.read(IPINFO, "{\"ip\":\"2001:db8::7\"}"));

        assertThat(seen.address()).isEqualTo(Address.parse("2001:db8:0::7").orElseThrow());
        assertThat(seen.network()).isEqualTo(Network.UNKNOWN);
        assertThat(seen.place().country()).isEmpty();
    }

    @Test
    void oddFieldsAreUnknownAndLongOnesAreCut() {
        String long300 = "x".repeat(300);

        ExitSighting seen = seen(EchoAnswer.read(
                IPINFO,
                "{\"ip\":\"203.0.113.10\",\"country\":7,\"city\":[1],\"org\":\"none\",\"region\":\"" + long300
                        + "\"}"));

        assertThat(seen.place().country()).isEmpty();
        assertThat(seen.place().city()).isEmpty();
        assertThat(seen.place().region()).hasSize(200);
        assertThat(seen.network().asn()).isEmpty();
    }

    @Test
    void noFieldForgesALineOrTurnsTheText() {
        String nasty = "\\u001b]0;x\\u0007\\r\\n2026-01-01 ERROR forged\\u202e\\u2029\\udc00";
        String answer =
                "{\"ip\":\"203.0.113.10\",\"country\":\"SE\",\"org\":\"AS64500 N\",\"city\":\"N\",\"region\":\"N\","
                        + "\"timezone\":\"N\"}";

        assertThat(EchoAnswer.read(IPINFO, answer.replace("N\"", nasty + "\"")).toString())
                .contains("AS64500 ]0;x 2026-01-01 ERROR forged")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        assertThat(EchoAnswer.read(IPINFO, "{\"ip\":\"" + nasty + "\"}").toString())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "AS64500 Example Hosting"  | AS64500 | Example Hosting
            "Example Hosting (AS64500)"| AS64500 | Example Hosting
            "AS64500"                  | AS64500 | ''
            64500                      | AS64500 | 64500
            """)
    void theNumberOfANetworkIsReadFromAllItsSpellings(String org, String asn, String name) {
        ExitSighting seen = seen(EchoAnswer.read(IPINFO, "{\"ip\":\"203.0.113.10\",\"org\":" + org + "}"));

        assertThat(seen.network().asn()).map(Asn::toString).contains(asn);
        assertThat(seen.network().name()).isEqualTo(name);
    }

    @Test
    void aProviderWithoutAddressPointerOrPlaceForTheAddressIsRefused() {
        assertThatThrownBy(() -> new EchoProvider("x", "x", Map.of(), "/", Optional.empty(), NEVER))
                .hasMessage("echo provider 'x' has no pointer 'address'");
        assertThatThrownBy(() -> new EchoProvider("x", "x", IPINFO.fields(), "/", Optional.of("/json"), NEVER))
                .hasMessageContaining("without {address}");
    }

    private static ExitSighting seen(Answer<ExitSighting> answer) {
        assertThat(answer).isInstanceOf(Answer.Seen.class);
        return ((Answer.Seen<ExitSighting>) answer).value();
    }
}
