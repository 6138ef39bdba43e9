package vpnsentinel.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeNameServer;
import support.FakeWeb;
import vpnsentinel.engine.Placeholders;
import vpnsentinel.lookup.EchoProviders;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.probe.Outside;
import vpnsentinel.probe.ProbeComponents;
import vpnsentinel.probe.ResolverProbe;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.Version;
import vpnsentinel.wire.OwnZone;

/** The shipped route files that make echo providers and resolver methods, each against a stand-in of its service. */
class ProbeRoutesTest {
    private static final Path ROUTES = Path.of("client-routes");
    private static final String IPINFO = """
            {"ip":"203.0.113.10","city":"Zurich","region":"Zurich","country":"CH","org":"AS64500 Example Hosting",
             "timezone":"Europe/Zurich"}""";
    private static final String IP_API = """
            {"status":"success","query":"203.0.113.10","city":"Zurich","regionName":"Zurich","countryCode":"CH",
             "as":"AS64500 Example Hosting","isp":"Example Hosting","timezone":"Europe/Zurich","hosting":true}""";
    private static final String IPWHOIS = """
            {"success":true,"ip":"203.0.113.10","city":"Zurich","region":"Zurich","country_code":"CH",
             "asn":"AS64500","isp":"Example Hosting","timezone":"Europe/Zurich"}""";

    private final FakeWeb web = new FakeWeb();
    private final FakeNameServer server = new FakeNameServer();
    private final Map<String, String> environment = new HashMap<>();
    private DefaultCamelContext context = new DefaultCamelContext();
    private EchoProviders echoes;
    private ResolverProbe resolvers;

    @TempDir
    Path folder;

    @BeforeEach
    void settings() throws IOException {
        Path resolvConf = Files.writeString(folder.resolve("resolv.conf"), server.line());
        for (String name : List.of(
                "VPN_SENTINEL_ECHO_IPINFO_SIX_URL",
                "VPN_SENTINEL_ECHO_IPIFY_SIX_URL",
                "VPN_SENTINEL_ECHO_IDENT_SIX_URL",
                "VPN_SENTINEL_ECHO_CLOUDFLARE_URL",
                "VPN_SENTINEL_ECHO_CLOUDFLARE_SIX_URL")) {
            environment.put(name, web.url());
        }
        environment.put("VPN_SENTINEL_PROBE_IPV6", "on");
        environment.putAll(Map.of(
                "VPN_SENTINEL_API_KEY", "test",
                "VPN_SENTINEL_URL", "http://127.0.0.1:1",
                "VPN_SENTINEL_PROBE_TIMEOUT", "2",
                "VPN_SENTINEL_RESOLV_CONF", resolvConf.toString(),
                "VPN_SENTINEL_ECHO_IPINFO_URL", web.url(),
                "VPN_SENTINEL_ECHO_IP_API_URL", web.url(),
                "VPN_SENTINEL_ECHO_IPWHOIS_URL", web.url()));
    }

    private void start(String... files) throws Exception {
        Settings settings = Settings.read(environment, Half.CLIENT);
        echoes = Outside.echoes(settings, InstantSource.system());
        resolvers = Outside.resolvers(settings);
        context = new DefaultCamelContext();
        context.setStreamCaching(false);
        OwnZone zone = new OwnZone(settings, "office");
        Map<String, String> values = new HashMap<>(settings.placeholders());
        values.putAll(zone.placeholders());
        Placeholders.install(context, values);
        ProbeComponents.add(context, settings, echoes, resolvers, zone);
        for (String file : files) {
            String text = Files.readString(ROUTES.resolve(file));
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:" + file, text));
        }
        context.start();
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
        web.close();
        server.close();
    }

    static Stream<String> shared() throws IOException {
        try (Stream<Path> all = Files.list(ROUTES)) {
            return all
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("echo-") || name.startsWith("resolver-"))
                    .filter(name -> !name.startsWith("echo-own")) // asks the server; only a client does
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("shared")
    void bothHalvesShipTheSameProbes(String file) throws IOException {
        assertThat(Path.of("server-routes").resolve(file)).hasSameTextualContentAs(ROUTES.resolve(file));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo-ipinfo  | GET /json  | GET /198.51.100.7/json | UNKNOWN
            echo-ip-api  | GET /json/?fields=status,message,query,countryCode,regionName,city,timezone,as,isp,hosting \
                 | GET /json/198.51.100.7?fields=status,message,query,countryCode,regionName,city,timezone,as,isp,hosting | HOSTING
            echo-ipwhois | GET /json/ | GET /json/198.51.100.7 | UNKNOWN
            """)
    void anEchoRouteAsksItsProviderAndReadsItsFields(String route, String own, String other, Network.Kind kind)
            throws Exception {
        web.answers(
                200,
                Map.of("echo-ipinfo", IPINFO, "echo-ip-api", IP_API, "echo-ipwhois", IPWHOIS)
                        .get(route));
        start(route + ".camel.yaml");

        ExitSighting seen = seen(echoes.ownExit(true).get(0));
        echoes.lookUp(Address.parse("198.51.100.7").orElseThrow());

        assertThat(seen.address()).hasToString("203.0.113.10");
        assertThat(seen.place().country()).map(Object::toString).contains("CH");
        assertThat(seen.place().city() + seen.place().region()).isEqualTo("ZurichZurich");
        assertThat(seen.place().timezone()).isEqualTo("Europe/Zurich");
        assertThat(seen.network()).hasToString("AS64500 Example Hosting");
        assertThat(seen.network().kind()).isEqualTo(kind);
        assertThat(web.requests).containsExactly(own, other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo-ipinfo-six     | GET /json         | {"ip":"2001:db8::10","country":"CH","org":"AS64500 Example"} | 2001:db8::10
            echo-ipify-six      | GET /?format=json | {"ip":"2001:db8::10"}                                        | 2001:db8::10
            echo-ident-six      | GET /             | 2001:db8::10                                                 | 2001:db8::10
            echo-cloudflare     | GET /cdn-cgi/trace | fl=1f1;ip=203.0.113.10;ts=1.5;loc=CH;colo=ZRH               | 203.0.113.10
            echo-cloudflare-six | GET /cdn-cgi/trace | fl=1f1;ip=2001:db8::10;ts=1.5;loc=CH;colo=ZRH               | 2001:db8::10
            """)
    void aRouteOfOneFamilyReadsItsDocumentedAnswer(String route, String request, String answer, String address)
            throws Exception {
        web.answers(200, answer.replace(';', '\n') + "\n");
        start(route + ".camel.yaml");

        ExitSighting seen = seen(echoes.ownExit(true).get(0));

        assertThat(seen.address()).hasToString(address);
        assertThat(web.requests).containsExactly(request);
        if (answer.contains("CH")) {
            assertThat(seen.place().country()).map(Object::toString).contains("CH");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo-ipify-six  | {"ip":"203.0.113.10"}    | it answered with an IPv4 address
            echo-ipify-six  | 2001:db8::10             | an answer that is no JSON
            echo-ident-six  | Too many requests        | is no address
            echo-ident-six  | <html>Please log in      | a web page instead of data: captive portal?
            echo-cloudflare | h=example.test           | an answer without an address
            echo-cloudflare | <!DOCTYPE html>          | a web page instead of data: captive portal?
            """)
    void aBrokenAnswerIsMissingAndSaysWhy(String route, String answer, String why) throws Exception {
        web.answers(200, answer);
        start(route + ".camel.yaml");

        assertThat(echoes.ownExit(true))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Missing.class,
                        missing -> assertThat(missing.why()).endsWith(why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo-cloudflare", "echo-cloudflare-six"})
    void aLiteralAddressNeedsNoName(String route) throws Exception {
        environment.remove("VPN_SENTINEL_ECHO_CLOUDFLARE_URL");
        environment.remove("VPN_SENTINEL_ECHO_CLOUDFLARE_SIX_URL");

        start(route + ".camel.yaml");

        assertThat(context.getEndpoints())
                .extracting(each -> each.getEndpointUri())
                .anyMatch(uri -> uri.startsWith("https://1.1.1.1") || uri.startsWith("https://[2606:4700:4700::1111]"));
    }

    @Test
    void aProviderIsAskedByOurNameOnAConnectionOfItsOwn() throws Exception {
        web.answers(200, IPINFO);
        start("echo-ipinfo.camel.yaml");

        echoes.ownExit(true);

        assertThat(web.headers.get(0))
                .containsEntry("User-agent", "vpn-sentinel/" + Version.text())
                .containsEntry("Connection", "close")
                .doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            429 |                                    | HTTP 429
            511 |                                    | HTTP 511: captive portal?
            500 |                                    | HTTP 500
            302 | http://portal.example.test/login   | redirected to portal.example.test: captive portal?
            302 | /login                             | redirected to another page: captive portal?
            """)
    void aStatusThatIsNoAnswerIsMissingAndSaysWhy(int status, String location, String why) throws Exception {
        if (location == null) {
            web.answers(status, "{}");
        } else {
            web.answers(status, "", "Location", location);
        }
        start("echo-ipinfo.camel.yaml");

        assertThat(echoes.ownExit(true)).containsExactly(new Answer.Missing<>("ipinfo.io", why));
        assertThat(web.requests).hasSize(1);
    }

    @Test
    void aRefusalIsNotRepeatedBehindTheRoutesBackAndBenches() throws Exception {
        web.answers(429, "{}", "Retry-After", "1");
        start("echo-ipinfo.camel.yaml");

        echoes.ownExit(true);
        Answer<ExitSighting> second = echoes.ownExit(true).get(0);

        assertThat(web.requests).hasSize(1);
        assertThat(((Answer.Missing<ExitSighting>) second).why()).startsWith("left alone after HTTP 429 until ");
    }

    @Test
    void ipApiIsLeftAloneWhenItsQuotaIsUsedUp() throws Exception {
        web.answers(200, IP_API, "X-Rl", "0", "X-Ttl", "50");
        start("echo-ip-api.camel.yaml");

        assertThat(seen(echoes.ownExit(true).get(0)).address()).hasToString("203.0.113.10");
        assertThat(echoes.ownExit(true).get(0)).isInstanceOf(Answer.Missing.class);
        assertThat(web.requests).hasSize(1);
    }

    @Test
    void anUnreachableProviderIsMissing() throws Exception {
        web.close();
        start("echo-ipinfo.camel.yaml");

        assertThat(echoes.ownExit(true)).containsExactly(new Answer.Missing<>("ipinfo.io", "connection refused"));
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        web.answers(200, "[" + "1,".repeat(70_000) + "1]");
        start("echo-ipinfo.camel.yaml");

        assertThat(echoes.ownExit(true))
                .containsExactly(new Answer.Missing<>("ipinfo.io", "an answer of more than 65536 bytes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ipwhois.app", "ip-api.com"})
    void theServiceOfTheSettingComesFirst(String preferred) throws Exception {
        environment.put("VPN_SENTINEL_GEOLOCATION_SERVICE", preferred);
        web.answers(500, "");
        start("echo-ipinfo.camel.yaml", "echo-ip-api.camel.yaml", "echo-ipwhois.camel.yaml");

        assertThat(echoes.ownExit(false).get(0).source()).isEqualTo(preferred);
        assertThat(echoes.ownExit(false).get(0).source()).isEqualTo(preferred);
    }

    @Test
    void aProviderExistsAsLongAsItsRouteRuns() throws Exception {
        web.answers(200, IPINFO);
        start("echo-ipinfo.camel.yaml");
        assertThat(echoes.names()).containsExactly("ipinfo.io");

        context.getRouteController().stopRoute("echo-ipinfo");
        assertThat(echoes.names()).isEmpty();

        context.getRouteController().startRoute("echo-ipinfo");
        assertThat(seen(echoes.ownExit(true).get(0)).source()).isEqualTo("ipinfo.io");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resolver-google   | o-o.myaddr.l.google.com | TXT | "203.0.113.7"
            resolver-akamai   | whoami.akamai.net       | A   | 203.0.113.7
            resolver-dnscrypt | resolver.dnscrypt.info  | TXT | "Resolver IP: 203.0.113.7"
            resolver-akahelp  | whoami.ds.akahelp.net   | TXT | "ns" "203.0.113.7"
            resolver-powerdns | whoami.v4.powerdns.org  | A   | 203.0.113.7
            """)
    void aResolverRouteFindsTheEgress(String route, String name, String type, String data) throws Exception {
        server.knows(name, "IN", type, data);
        start(route + ".camel.yaml");

        List<Answer<ResolverSighting>> answers = resolvers.ask();

        assertThat(answers).singleElement().isInstanceOfSatisfying(Answer.Seen.class, seen -> {
            ResolverSighting sighting = (ResolverSighting) seen.value();
            assertThat(sighting.egress()).hasToString("[203.0.113.7]");
            assertThat("resolver-" + sighting.method()).isEqualTo(route);
        });
    }

    @Test
    void aResolverThatAsksByIpvSixIsFound() throws Exception {
        server.knows("whoami.v6.powerdns.org", "IN", "AAAA", "2001:db8::53");
        start("resolver-powerdns-six.camel.yaml");

        assertThat(Answer.values(resolvers.ask()).get(0).egress()).hasToString("[2001:db8::53]");
    }

    @Test
    void akahelpTellsOfTheResolversClientToo() throws Exception {
        server.knows(
                "whoami.ds.akahelp.net",
                "IN",
                "TXT",
                "\"ns\" \"203.0.113.7\"",
                "\"ecs\" \"198.51.100.0/24/24\"",
                "\"ip\" \"198.51.100.9\"");
        start("resolver-akahelp.camel.yaml");

        ResolverSighting seen = Answer.values(resolvers.ask()).get(0);

        assertThat(seen.egress()).hasToString("[203.0.113.7]");
        assertThat(seen.clientSubnets()).hasToString("[198.51.100.0/24]");
    }

    @Test
    void openDnsTellsWhenceItSawUs() throws Exception {
        server.knows(
                "debug.opendns.com",
                "IN",
                "TXT",
                "\"server r1.zrh\"",
                "\"flags 20 0 70 7950800000000000000\"",
                "\"id 0\"",
                "\"source 203.0.113.9:54321\"");
        start("resolver-opendns.camel.yaml");

        ResolverSighting seen = Answer.values(resolvers.ask()).get(0);

        assertThat(seen.seenFrom()).hasToString("[203.0.113.9]");
        assertThat(seen.egress()).isEmpty();
    }

    @Test
    void quadNineTellsByWhichProtocolItWasAsked() throws Exception {
        server.knows("proto.on.quad9.net", "IN", "TXT", "\"dot.\"");
        start("resolver-quad-nine.camel.yaml");

        assertThat(Answer.values(resolvers.ask()).get(0).transport()).contains("dot");
    }

    @Test
    void whoIsNotQuadNineTellsNoProtocol() throws Exception {
        start("resolver-quad-nine.camel.yaml");

        assertThat(resolvers.ask())
                .containsExactly(new Answer.Missing<>("quad9", "name server " + server.text() + ": NXDOMAIN"));
    }

    @Test
    void oneQuestionAlwaysGoesOverTcp() throws Exception {
        server.knows("o-o.myaddr.l.google.com", "IN", "TXT", "\"203.0.113.7\"");
        start("resolver-google-stream.camel.yaml");

        assertThat(resolvers.ask()).hasOnlyElementsOfType(Answer.Seen.class);
        assertThat(server.asked()).containsExactly("tcp o-o.myaddr.l.google.com. IN TXT");
    }

    @Test
    void theOwnZoneIsAskedForFreshNamesOnlyWhereThereIsOne() throws Exception {
        start("resolver-own.camel.yaml");
        assertThat(resolvers.names()).isEmpty();
        context.close();

        environment.put("VPN_SENTINEL_DNS_ECHO_ZONE", "leak.example.test");
        start("resolver-own.camel.yaml");
        resolvers.ask();

        assertThat(Set.copyOf(server.asked()))
                .as("however often one fails")
                .hasSize(5)
                .allSatisfy(question ->
                        assertThat(question).matches("udp [0-9a-f]{24}\\.office\\.leak\\.example\\.test\\. IN TXT"));
    }

    @Test
    void cloudflareIsAskedOnlyWhereItIsTheResolver() throws Exception {
        server.knows("whoami.cloudflare", "CH", "TXT", "\"203.0.113.9\"");
        start("resolver-cloudflare.camel.yaml");

        resolvers.ask();

        assertThat(server.asked()).isEmpty();
        assertThat(Files.readString(ROUTES.resolve("resolver-cloudflare.camel.yaml")))
                .contains("1.1.1.1", "2606:4700:4700::1111");
    }

    @Test
    void aNameServerThatSaysNoIsMissing() throws Exception {
        start("resolver-google.camel.yaml");

        assertThat(resolvers.ask())
                .containsExactly(new Answer.Missing<>("google", "name server " + server.text() + ": NXDOMAIN"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo:x?ownPath=/&address=/ip                     | needs the parameter 'operator'
            echo:x?operator=X&ownPath=/                      | needs the parameter 'address'
            echo:x?operator=X&ownPath=/&address=ip           | Pointer
            echo:x?operator=X&ownPath=/&address=/ip&citty=/c | citty
            echo:x?operator=X&ownPath=/&address=/ip&family=6 | expected one of v4, v6
            echo:x?operator=X&ownPath=/&address=/ip&format=x | expected one of json, lines, text
            resolver:x?operator=X                            | needs the parameter 'tells'
            resolver:x?operator=X&tells=all                  | expected one of egress, seen-from
            resolver:x?operator=X&tells=egress&onlyAt=dns    | is no address
            dns-question:x.test?type=MX                      | expected A, AAAA, or TXT
            dns-question:x.test?type=A&transport=tls         | expected udp or tcp
            """)
    void aMistakeInARouteFileIsToldInWords(String uri, String words) throws Exception {
        start();

        assertThatThrownBy(() -> context.getEndpoint(uri)).hasStackTraceContaining(words);
    }

    private static ExitSighting seen(Answer<ExitSighting> answer) {
        assertThat(answer).isInstanceOf(Answer.Seen.class);
        return ((Answer.Seen<ExitSighting>) answer).value();
    }
}
