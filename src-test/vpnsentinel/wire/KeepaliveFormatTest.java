package vpnsentinel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;

class KeepaliveFormatTest {
    /** The documented body of the Python product's client. */
    private static final String NESTED = """
            {"client_id": "office-vpn", "timestamp": "2026-11-22T08:30:53+0000", "public_ip": "203.0.113.10",
             "status": "alive", "client_version": "1.0.0",
             "location": {"country": "CH", "city": "Zürich", "region": "Zurich", "org": "AS64500 Example Hosting",
                          "timezone": "Europe/Zurich"},
             "dns_test": {"location": "CH", "colo": "ZRH"}}
            """;

    private static final String FLAT = """
            {"client_id": "office-vpn", "ip": "203.0.113.10", "country": "Switzerland", "city": "Zürich",
             "region": "Zurich", "provider": "AS64500 Example Hosting", "timezone": "Europe/Zurich",
             "client_version": "1.0.0", "dns_loc": "CH", "dns_colo": "ZRH"}
            """;

    @ParameterizedTest
    @ValueSource(strings = {NESTED, FLAT})
    void bothFormsSayTheSame(String body) {
        assertThat(read(body))
                .isEqualTo(new Keepalive(
                        "office-vpn",
                        "1.0.0",
                        false,
                        new LineClaim(
                                Address.parse("203.0.113.10"),
                                new Place(Country.parse("CH"), "Zürich", "Zurich", "Europe/Zurich"),
                                "AS64500 Example Hosting",
                                Country.parse("CH"),
                                "ZRH"),
                        Optional.empty()));
    }

    /** Whatever a field holds, no control, format, or line-separating character of it gets in. */
    @Test
    void whatStrangersWroteIsFitToBeShown() {
        String nasty = "\\u001b[31mred\\r\\n2026-01-01 ERROR forged\\u202e\\u2028\\u0007\\ud83d";
        Keepalive keepalive = read("""
                {"client_id": "x", "client_version": "1N", "site": "N", "public_ip": "203.0.113.10N", "boot": "bN",
                 "location": {"country": "CH", "city": "N", "region": "rN", "org": "oN", "timezone": "tN"},
                 "dns_test": {"location": "CH", "colo": "cN"},
                 "evidence": {
                   "exit": [{"source": "sN", "operator": "oN", "address": "203.0.113.10", "asn": "AS64500", "org": "N",
                             "city": "N", "region": "N", "timezone": "N"}, {"source": "tN", "missing": "wN"}],
                   "udp": [{"source": "sN", "address": "203.0.113.10"}],
                   "resolver": [{"method": "mN", "operator": "N", "nameserver": "nN", "egress": ["203.0.113.53"]},
                                {"method": "nN", "missing": "N"}],
                   "path": {"tunnels": ["tN"], "beside_routes": ["bN"],
                            "choices": [{"role": "internet", "target": "192.0.2.1", "via": "vN"}]},
                   "sockets": [{"kind": "outbound", "protocol": "pN", "local": "192.0.2.1", "via": "vN"}],
                   "kill_switch": {"result": "open", "detail": "dN"}}}
                """.replace("N", nasty).replace("AS64500" + nasty, "AS64500"));

        assertThat(keepalive.toString())
                .contains("[31mred 2026-01-01 ERROR forged")
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000", "\\u202eb", "a\\u200bb", "\\ufeffx"})
    void anIdIsNotMendedIntoAnother(String id) {
        assertThat(catchThrowableOfType(Rejection.class, () -> read("{\"client_id\": \"" + id + "\"}"))
                        .error())
                .isEqualTo("Invalid client_id format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"c1a1", "e081a1", "f08081a1", "eda080", "ff", "c3"})
    void anIdThatIsSpeltWithMoreBytesThanItNeedsIsNobodys(String hex) {
        ByteBuffer body = ByteBuffer.allocate(40)
                .put("{\"client_id\":\"".getBytes(UTF_8))
                .put(HexFormat.of().parseHex(hex))
                .put("\"}".getBytes(UTF_8));
        byte[] bytes = Arrays.copyOf(body.array(), body.position());

        assertThat(catchThrowableOfType(Rejection.class, () -> KeepaliveFormat.read(bytes))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anIdAloneIsAKeepalive() {
        assertThat(read("{\"client_id\": \" x \"}"))
                .isEqualTo(new Keepalive("x", "", false, LineClaim.NONE, Optional.empty()));
    }

    @Test
    void theNestedFormWins() {
        Keepalive both = read("""
                {"client_id": "x", "ip": "203.0.113.9", "public_ip": "203.0.113.10", "country": "DE", "dns_loc": "DE",
                 "location": {"country": "CH"}, "dns_test": {"location": "AT"}}
                """);

        assertThat(both.claim().exit()).isEqualTo(Address.parse("203.0.113.10"));
        assertThat(both.claim().place().country()).isEqualTo(Country.parse("CH"));
        assertThat(both.claim().dnsCountry()).isEqualTo(Country.parse("AT"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                   | No JSON data provided",
                "{}                                   | No JSON data provided",
                "null                                 | No JSON data provided",
                "[]                                   | A JSON object is expected",
                "[{\"client_id\":\"x\"}]              | A JSON object is expected",
                "\"x\"                                | A JSON object is expected",
                "7                                    | A JSON object is expected",
                "{\"client_id\":                      | Invalid JSON",
                "client_id=x                          | Invalid JSON",
                "{\"ip\":\"203.0.113.9\"}             | client_id is required",
                "{\"client_id\":\"\"}                 | client_id is required",
                "{\"client_id\":\"  \"}               | client_id is required",
                "{\"client_id\":null}                 | client_id is required",
                "{\"client_id\":{\"a\":1}}            | client_id is required",
                "{\"client_id\":\"a b\"}              | Invalid client_id format",
                "{\"client_id\":\"<script>\"}         | Invalid client_id format",
                "{\"client_id\":\"../x\"}             | Invalid client_id format",
            })
    void whatTheContractRefusesIsRefused(String body, String error) {
        Rejection refusal = catchThrowableOfType(Rejection.class, () -> read(body));

        assertThat(refusal).as(body).isNotNull();
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal).hasMessage(error);
    }

    @Test
    void anIdOverTheLimitIsRefused() {
        assertThat(read(withId("x".repeat(100))).clientId()).hasSize(100);
        assertThat(catchThrowableOfType(Rejection.class, () -> read(withId("x".repeat(101)))))
                .hasMessage("Invalid client_id format");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"public_ip\": 7",
                "\"public_ip\": [\"203.0.113.9\"]",
                "\"public_ip\": \"not an address\"",
                "\"location\": \"CH\"",
                "\"location\": []",
                "\"location\": {\"country\": 7, \"city\": {}, \"org\": []}",
                "\"dns_test\": \"CH\"",
                "\"dns_test\": {\"location\": {}}",
                "\"client_version\": [1]",
                "\"status\": true",
                "\"evidence\": {\"exit\": []}",
            })
    void aFieldOfTheWrongTypeIsUnknown(String field) {
        Keepalive read = read("{\"client_id\": \"x\", " + field + "}");

        assertThat(read.claim().exit()).isEmpty();
        assertThat(read.claim().place().country()).isEmpty();
        assertThat(read.claim().dnsCountry()).isEmpty();
        assertThat(read.version()).isEmpty();
        assertThat(read.report()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"São Paulo", "Zürich", "Telefónica de España (AS64501)", "東京", "🏔 Alpen", "\"quoted\" <b>"})
    void namesAreKeptAsSent(String name) {
        String json = "\"" + name.replace("\"", "\\\"") + "\"";
        Keepalive read = read("{\"client_id\": \"x\", \"city\": " + json + ", \"provider\": " + json + "}");

        assertThat(read.claim().place().city()).isEqualTo(name);
        assertThat(read.claim().provider()).isEqualTo(name);
    }

    @Test
    void aLongFieldIsCutBetweenCharacters() {
        String city = "a" + "🏔".repeat(300);

        String read = read("{\"client_id\": \"x\", \"city\": \"" + city + "\"}")
                .claim()
                .place()
                .city();

        assertThat(read.length()).isBetween(KeepaliveFormat.TEXT, KeepaliveFormat.TEXT + 1);
        assertThat(read).endsWith("🏔");
        assertThat(city).startsWith(read);
    }

    @Test
    void evidenceOverTheLimitIsNotRead() {
        String exits = IntStream.range(0, KeepaliveFormat.ANSWERS + 50)
                .mapToObj(i -> "{\"source\": \"s" + i + "\", \"missing\": \"HTTP 429\"}")
                .collect(Collectors.joining(","));

        Report report = read("{\"client_id\":\"x\",\"boot\":\"b\",\"evidence\":{\"exit\":[" + exits + "]}}")
                .report()
                .orElseThrow();

        assertThat(report.exits()).hasSize(KeepaliveFormat.ANSWERS);
    }

    @Test
    void addressesOverTheLimitAreNotReadAndSaySo() {
        String resolvers = IntStream.range(0, 40)
                .mapToObj(i -> "{\"method\":\"m" + i + "\",\"egress\":[\"203.0.113.1\",\"203.0.113.2\",\"203.0.113.3\","
                        + "\"203.0.113.4\"]}")
                .collect(Collectors.joining(","));

        Report report = read("{\"client_id\":\"x\",\"boot\":\"b\",\"evidence\":{\"resolver\":[" + resolvers + "]}}")
                .report()
                .orElseThrow();

        assertThat(Answer.values(report.resolvers()).stream()
                        .mapToInt(each -> each.egress().size())
                        .sum())
                .isEqualTo(EvidenceBound.ADDRESSES);
        assertThat(Answer.reasons(report.resolvers()))
                .containsExactly("others: more evidence than fits into one keepalive");
    }

    @Test
    void aBodyFullOfTextLeavesNoMoreThanFits() {
        String long100 = "x".repeat(100);
        String exits = "{\"source\":\"s\",\"address\":\"203.0.113.1\",\"org\":\"" + long100 + "\"},";
        String sockets = "{\"kind\":\"unbound\",\"protocol\":\"" + long100 + "\",\"local\":\"203.0.113.1\"},";
        String body = "{\"client_id\":\"x\",\"boot\":\"b\",\"evidence\":{\"exit\":[" + exits.repeat(99) + "0],"
                + "\"sockets\":[" + sockets.repeat(90) + "0]}}";

        Report report = read(body).report().orElseThrow();

        assertThat(report.exits()).hasSizeBetween(50, 90);
        assertThat(Answer.reasons(report.exits()))
                .containsExactly("others: more evidence than fits into one keepalive");
        assertThat(report.local().sockets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-5, 0", "0, 0", "300, 300", "99999999, 86400", "'\"x\"', 0", "1e99, 86400"})
    void anIntervalStaysWithinADay(String said, long seconds) {
        Report report = read("{\"client_id\":\"x\",\"boot\":\"b\",\"interval_s\":" + said + ",\"beat_s\":" + said + "}")
                .report()
                .orElseThrow();

        assertThat(report.interval()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(report.beat()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void unreadableEvidenceIsMissingAndSaysSo() {
        Report report = read("""
                        {"client_id": "x", "boot": "b", "evidence": {
                          "exit": [{"source": "ipinfo.io", "address": "nonsense"}, 7],
                          "resolver": [{"method": "google-myaddr", "egress": "203.0.113.9"}]}}
                        """).report().orElseThrow();

        assertThat(report.exits())
                .containsExactly(
                        new Answer.Missing<>("ipinfo.io", "unreadable in the keepalive"),
                        new Answer.Missing<>("", "unreadable in the keepalive"));
        assertThat(report.resolvers())
                .containsExactly(new Answer.Missing<>("google-myaddr", "unreadable in the keepalive"));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Keepalive sent = full();

        assertThat(KeepaliveFormat.read(KeepaliveFormat.write(sent, Instant.EPOCH)))
                .isEqualTo(sent);
    }

    @Test
    void anEmptyKeepaliveIsReadAgain() {
        Keepalive sent = new Keepalive("x", "2.0.0", true, LineClaim.NONE, Optional.empty());

        assertThat(KeepaliveFormat.read(KeepaliveFormat.write(sent, Instant.EPOCH)))
                .isEqualTo(sent);
    }

    @Test
    void theOldServerFindsItsFields() {
        String json = new String(KeepaliveFormat.write(full(), Instant.parse("2026-11-22T08:30:53Z")), UTF_8);

        assertThat(json)
                .contains("\"client_id\":\"office-vpn\"")
                .contains("\"timestamp\":\"2026-11-22T08:30:53+0000\"")
                .contains("\"public_ip\":\"203.0.113.10\"")
                .contains("\"status\":\"alive\"")
                .contains("\"location\":{\"country\":\"CH\",\"city\":\"Zürich\"")
                .contains("\"dns_test\":{\"location\":\"CH\",\"colo\":\"ZRH\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"ok\",\"verdict\":\"red\",\"probe\":\"now\"} | red | true",
                "{\"status\":\"ok\"}                                        | ``  | false",
                "{\"probe\":true,\"verdict\":null}                          | null| false",
                "not JSON                                                   | ``  | false",
                "``                                                         | ``  | false",
            })
    void theClientTakesVerdictAndOrderFromTheAnswer(String body, String verdict, boolean probeNow) {
        KeepaliveAnswer answer = KeepaliveAnswer.read(body.getBytes(UTF_8));

        assertThat(answer.verdict().orElse("")).isEqualTo(verdict.equals("null") ? "" : verdict);
        assertThat(answer.probeNow()).isEqualTo(probeNow);
    }

    private static Keepalive full() {
        Address exit = Address.parse("203.0.113.10").orElseThrow();
        Place place = new Place(Country.parse("CH"), "Zürich", "Zurich", "Europe/Zurich");
        Network network = new Network(Optional.of(new Asn(64500)), "Example Hosting", Network.Kind.HOSTING);
        ResolverSighting resolver = new ResolverSighting(
                "google-myaddr",
                "Google",
                "10.2.0.1",
                List.of(exit, Address.parse("2001:db8::53").orElseThrow()),
                List.of(Prefix.parse("198.51.100.0/24").orElseThrow()),
                List.of(exit),
                Optional.of("dot"));
        return new Keepalive(
                "office-vpn",
                "2.0.0",
                false,
                new LineClaim(Optional.of(exit), place, "AS64500 Example Hosting", Country.parse("CH"), "ZRH"),
                Optional.of(new Report(
                        "boot-1",
                        7,
                        Duration.ofSeconds(300),
                        Duration.ZERO,
                        List.of(
                                new Answer.Seen<>(
                                        "ipinfo.io", new ExitSighting("ipinfo.io", "IPinfo", exit, network, place)),
                                new Answer.Missing<>("ip-api.com", "HTTP 429")),
                        List.of(
                                new Answer.Seen<>("google-myaddr", resolver),
                                new Answer.Missing<>("akamai-whoami", "time-out after 5 s")))));
    }

    private static String withId(String id) {
        return "{\"client_id\": \"" + id + "\"}";
    }

    private static Keepalive read(String body) {
        return KeepaliveFormat.read(body.getBytes(UTF_8));
    }

    @Test
    void aProtocolAloneIsASightingAndOneThatIsNoneIsNot() {
        Keepalive read = read("""
                {"client_id": "x", "sequence": 1, "boot": "b", "evidence": {"resolver": [
                  {"method": "quad9", "nameserver": "10.2.0.1", "transport": "do53-udp"},
                  {"method": "quad9", "nameserver": "10.2.0.1", "transport": "<b>"}]}}""");

        assertThat(Answer.values(read.report().orElseThrow().resolvers()))
                .singleElement()
                .satisfies(seen -> assertThat(seen.transport()).contains("do53-udp"));
    }

    @Test
    void whetherTheServerIsCalledByANameGoesOverTheWire() {
        String body = "{\"client_id\": \"x\", \"boot\": \"b\", \"follows_name\": %s}";

        Keepalive named = read(body.formatted("true"));

        assertThat(named.report().orElseThrow().followsName()).isTrue();
        assertThat(KeepaliveFormat.read(KeepaliveFormat.write(named, Instant.EPOCH)))
                .isEqualTo(named);
        assertThat(read(body.formatted("7")).report().orElseThrow().followsName())
                .isFalse();
    }

    @Test
    void siteAndRoleOfACompanionGoOverTheWire() {
        byte[] plain = "{\"client_id\": \"x\"}".getBytes(UTF_8);
        Keepalive sent = KeepaliveFormat.read(plain).at("office", true);

        Keepalive read = KeepaliveFormat.read(KeepaliveFormat.write(sent, Instant.EPOCH));

        assertThat(read.site()).isEqualTo("office");
        assertThat(read.companion()).isTrue();
        assertThat(KeepaliveFormat.read(plain).site()).isEmpty();
        assertThat(KeepaliveFormat.read(plain).companion()).isFalse();
        assertThat(KeepaliveFormat.read(
                        "{\"client_id\": \"x\", \"site\": \"../office\", \"role\": \"client\"}".getBytes(UTF_8)))
                .isEqualTo(KeepaliveFormat.read(plain));
    }
}
