package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.ResolverOperator;

class SettingsTest {
    private static final Map<String, String> SERVER = Map.of("VPN_SENTINEL_API_KEY", "k");
    private static final Map<String, String> CLIENT =
            Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_URL", "http://192.0.2.7:5000/");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "VPN_SENTINEL_API_PATH, /api/v2, api.path",
        "VPN_SENTINEL_SERVER_API_PORT, 5001, server.api.port",
        "VPN_SENTINEL_SERVER_API_BIND, 127.0.0.1, server.api.bind",
        "VPN_SENTINEL_SERVER_HEALTH_PORT, 5002, server.health.port",
        "VPN_SENTINEL_SERVER_HEALTH_BIND, 127.0.0.1, server.health.bind",
        "VPN_SENTINEL_SERVER_DASHBOARD_PORT, 5003, server.dashboard.port",
        "VPN_SENTINEL_SERVER_DASHBOARD_BIND, 127.0.0.1, server.dashboard.bind",
        "VPN_SENTINEL_SERVER_DASHBOARD_ENABLED, false, server.dashboard.enabled",
        "VPN_SENTINEL_SERVER_WEB_DASHBOARD_ENABLED, false, server.dashboard.enabled",
        "VPN_SENTINEL_SERVER_ALLOWED_IPS, 192.0.2.0/24, server.allowed-ips",
        "VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS, 60, server.rate-limit",
        "VPN_SENTINEL_SERVER_ALERT_THRESHOLD_MINUTES, 20, silence.alert-threshold",
        "VPN_SENTINEL_SERVER_CHECK_INTERVAL_MINUTES, 6, silence.check-interval",
        "VPN_SENTINEL_CLIENT_TIMEOUT_MINUTES, 40, silence.client-timeout",
        "TELEGRAM_BOT_TOKEN, 1:x, telegram.token",
        "VPN_SENTINEL_TELEGRAM_BOT_TOKEN, 1:x, telegram.token",
        "TELEGRAM_CHAT_ID, 42, telegram.chats",
        "VPN_SENTINEL_TELEGRAM_CHAT_ID, 42, telegram.chats",
        "VPN_SENTINEL_LOG_FILE, sentinel.log, log.file",
        "VPN_SENTINEL_LOG_MAX_SIZE, 1M, log.max-size",
        "VPN_SENTINEL_LOG_MAX_BACKUPS, 0, log.max-backups",
        "VPN_SENTINEL_DEBUG, true, debug",
        "TZ, Europe/Zurich, time.zone",
    })
    void theServerKnowsTheNamesThatUsersHave(String name, String value, String key) {
        Settings settings = Settings.read(with(SERVER, name, value), Half.SERVER);

        assertThat(settings.placeholders()).containsEntry(key, value);
        assertThat(settings.isGiven(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "VPN_SENTINEL_URL, https://sentinel.test, client.server-url",
        "VPN_SENTINEL_CLIENT_ID, office, client.id",
        "VPN_SENTINEL_INTERVAL, 60, client.interval",
        "VPN_SENTINEL_TIMEOUT, 10, client.timeout",
        "VPN_SENTINEL_GEOLOCATION_SERVICE, ip-api.com, geolocation.service",
        "VPN_SENTINEL_ALLOW_INSECURE, true, client.allow-insecure",
        "VPN_SENTINEL_HEALTH_MONITOR, false, client.health.enabled",
        "VPN_SENTINEL_HEALTH_PORT, 9082, client.health.port",
        "VPN_SENTINEL_DATA_DIR, /var/lib/sentinel, data.folder",
    })
    void theClientKnowsTheNamesThatUsersHave(String name, String value, String key) {
        assertThat(Settings.read(with(CLIENT, name, value), Half.CLIENT).placeholders())
                .containsEntry(key, value);
    }

    @Test
    void theServerAddressHasAnOtherName() {
        Map<String, String> environment =
                Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_SERVER_URL", "http://192.0.2.7:5000/");

        assertThat(Settings.read(environment, Half.CLIENT).url("client.server-url"))
                .isEqualTo(URI.create("http://192.0.2.7:5000"));
    }

    @Test
    void theFirstNameWinsOverTheOther() {
        Map<String, String> both = with(
                with(SERVER, "VPN_SENTINEL_SERVER_DASHBOARD_ENABLED", "true"),
                "VPN_SENTINEL_SERVER_WEB_DASHBOARD_ENABLED",
                "false");

        assertThat(Settings.read(both, Half.SERVER).isOn("server.dashboard.enabled"))
                .isTrue();
    }

    @Test
    void anEmptyValueIsNotSet() {
        Map<String, String> environment =
                with(with(SERVER, "VPN_SENTINEL_SERVER_API_PORT", " "), "VPN_SENTINEL_TLS_CERT_PATH", "");
        Settings settings = Settings.read(environment, Half.SERVER);

        assertThat(settings.number("server.api.port")).isEqualTo(5000);
        assertThat(settings.isGiven("server.api.port")).isFalse();
        assertThat(settings.optionalPath("tls.certificate")).isEmpty();
    }

    @Test
    void theOtherHalfsSettingsAreNotRead() {
        Settings client = Settings.read(with(CLIENT, "VPN_SENTINEL_SERVER_API_PORT", "nonsense"), Half.CLIENT);

        assertThat(client.number("server.api.port")).isEqualTo(5000);
    }

    @Test
    void allProblemsComeInOneGo() {
        Map<String, String> environment = Map.of(
                "VPN_SENTINEL_SERVER_API_PORT", "70000",
                "VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "none",
                "VPN_SENTINEL_HOME", "guess",
                "VPN_SENTINEL_TLS_CERT_PATH", "/certs/absent.pem",
                "VPN_SENTINEL_TELEGRAM_ENABLED", "true");

        assertThat(problems(environment, Half.SERVER))
                .extracting(Problem::name)
                .containsExactly(
                        "VPN_SENTINEL_SERVER_API_PORT",
                        "VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS",
                        "VPN_SENTINEL_HOME",
                        "VPN_SENTINEL_TLS_CERT_PATH",
                        "VPN_SENTINEL_TLS_KEY_PATH",
                        "TELEGRAM_BOT_TOKEN");
    }

    @Test
    void aProblemNamesVariableValueAndWhatIsExpected() {
        assertThatThrownBy(() -> Settings.read(with(SERVER, "VPN_SENTINEL_SERVER_API_PORT", "http"), Half.SERVER))
                .isInstanceOf(SettingsException.class)
                .hasMessage("VPN_SENTINEL_SERVER_API_PORT='http': expected a port from 1 to 65535");
    }

    @Test
    void aClientDoesNotStartWithoutAKey() {
        assertThat(Settings.read(Map.of(), Half.SERVER).text("api.key"))
                .as("a server makes one")
                .isEmpty();
        assertThat(problems(Map.of(), Half.CLIENT))
                .extracting(Problem::name)
                .containsExactly("VPN_SENTINEL_API_KEY", "VPN_SENTINEL_URL");
    }

    @Test
    void listenersNeedPortsOfTheirOwn() {
        assertThat(problems(with(SERVER, "VPN_SENTINEL_SERVER_HEALTH_PORT", "5000"), Half.SERVER))
                .singleElement()
                .satisfies(p ->
                        assertThat(p.toString()).contains("VPN_SENTINEL_SERVER_HEALTH_PORT", "'5000'", "API_PORT"));
    }

    @Test
    void telegramNeedsTokenAndChatWhereItIsSwitchedOn() {
        Map<String, String> on = with(SERVER, "VPN_SENTINEL_TELEGRAM_ENABLED", "on");

        assertThat(problems(on, Half.SERVER)).extracting(Problem::name).containsExactly("TELEGRAM_BOT_TOKEN");
        assertThat(problems(with(on, "TELEGRAM_BOT_TOKEN", "1:x"), Half.SERVER))
                .extracting(Problem::name)
                .containsExactly("TELEGRAM_CHAT_ID");
    }

    @Test
    void aSecretComesFromAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "from-file\n");

        Settings settings = Settings.read(Map.of("VPN_SENTINEL_API_KEY_FILE", file.toString()), Half.SERVER);

        assertThat(settings.text("api.key")).isEqualTo("from-file");
    }

    @Test
    void aSecretsFileMustHoldOne() throws IOException {
        Path empty = Files.writeString(folder.resolve("key"), "\n");

        for (String name : List.of("VPN_SENTINEL_API_KEY_FILE", "TELEGRAM_BOT_TOKEN_FILE")) {
            assertThat(problems(Map.of(name, empty.toString()), Half.SERVER))
                    .singleElement()
                    .hasToString(name + "='" + empty + "': expected a file with the secret in it, but it is empty");
            assertThat(problems(Map.of(name, folder.resolve("none").toString()), Half.SERVER))
                    .singleElement()
                    .satisfies(p -> assertThat(p.expected()).isEqualTo("a readable file with the secret in it"));
        }
    }

    @Test
    void certificateAndKeyAreReadableFiles() throws IOException {
        String pem = Files.writeString(folder.resolve("pem"), "-").toString();
        Map<String, String> tls =
                with(with(SERVER, "VPN_SENTINEL_TLS_CERT_PATH", pem), "VPN_SENTINEL_TLS_KEY_PATH", pem);

        assertThat(Settings.read(tls, Half.SERVER).path("tls.key")).isEqualTo(Path.of(pem));
        assertThat(problems(
                        with(
                                SERVER,
                                "VPN_SENTINEL_CA_FILE",
                                folder.resolve("none").toString()),
                        Half.SERVER))
                .singleElement()
                .extracting(Problem::name)
                .isEqualTo("VPN_SENTINEL_CA_FILE");
    }

    @Test
    void valuesAreTyped() {
        Map<String, String> environment = with(
                with(
                        with(SERVER, "VPN_SENTINEL_HOME_ASNS", "AS64500, 64501"),
                        "VPN_SENTINEL_HOME_PREFIXES",
                        "192.0.2.7"),
                "TZ",
                "Europe/Zurich");
        Settings settings = Settings.read(environment, Half.SERVER);

        assertThat(settings.duration("silence.alert-threshold")).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.duration("probe.timeout")).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.bytes("log.max-size")).isEqualTo(10L << 20);
        assertThat(settings.asns("home.asns")).containsExactly(new Asn(64500), new Asn(64501));
        assertThat(settings.prefixes("home.prefixes")).map(Object::toString).containsExactly("192.0.2.7/32");
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Europe/Zurich"));
        assertThat(settings.isOn("telegram.enabled"))
                .as("not set and without default")
                .isFalse();
        assertThat(settings.resolvers("dns.allowed")).isEmpty();
        assertThat(settings.byClient("expected.countries", Country.class).of("office"))
                .isEmpty();
    }

    @Test
    void whatNeedNotBeSetIsAskedForAsThat() {
        Settings unset = Settings.read(SERVER, Half.SERVER);
        Settings set = Settings.read(
                with(
                        with(SERVER, "VPN_SENTINEL_SERVER_STUN_PORT", "3478"),
                        "VPN_SENTINEL_PUBLIC_URL",
                        "https://sentinel.test/"),
                Half.SERVER);

        assertThat(unset.optionalPort("server.stun.port")).isEmpty();
        assertThat(unset.optionalListener("server.stun")).isEmpty();
        assertThat(unset.optionalUrl("server.public-url")).isEmpty();
        assertThat(set.optionalPort("server.stun.port")).hasValue(3478);
        assertThat(set.optionalListener("server.stun")).hasValue(new Endpoint("0.0.0.0", 3478));
        assertThat(set.optionalUrl("server.public-url")).hasValue(URI.create("https://sentinel.test"));
        assertThatThrownBy(() -> unset.number("server.stun.port"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("server.stun.port");
    }

    private enum Moves {
        NETWORK,
        ANY,
        OFF
    }

    private enum Misspelt {
        NETWORK,
        ALL
    }

    @Test
    void aChoiceIsOneOfTheWordsThatAreDeclared() {
        Settings settings = Settings.read(with(SERVER, "VPN_SENTINEL_NOTIFY_EXIT", "any"), Half.SERVER);

        assertThat(settings.choice("notify.exit", Moves.class)).isEqualTo(Moves.ANY);
        assertThatThrownBy(() -> settings.choice("notify.exit", Misspelt.class))
                .hasMessageContaining("setting 'notify.exit' is one of [network, any, off]")
                .hasMessageContaining("Misspelt");
    }

    @Test
    void whatTheUserLeavesOpenIsDecidedOnce() {
        Settings open = Settings.read(SERVER, Half.SERVER);
        Settings closed = Settings.read(
                with(with(SERVER, "VPN_SENTINEL_HOME", "none"), "VPN_SENTINEL_THIRD_PARTIES", "none"), Half.SERVER);

        assertThat(open.learnsHomeLine()).isTrue();
        assertThat(open.asksThirdParties()).isTrue();
        assertThat(closed.learnsHomeLine()).isFalse();
        assertThat(closed.asksThirdParties()).isFalse();
    }

    @Test
    void anUndeclaredKeyIsAProgrammersError() {
        Settings settings = Settings.read(SERVER, Half.SERVER);

        assertThatThrownBy(() -> settings.text("no.such.key")).hasMessageContaining("no.such.key");
        assertThatThrownBy(() -> settings.isGiven("no.such.key")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherTypeThanTheKindHoldsIsAProgrammersError() {
        Settings settings = Settings.read(SERVER, Half.SERVER);

        assertThatThrownBy(() -> settings.number("client.interval"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("setting 'client.interval' is of kind seconds and holds Duration,"
                        + " but was asked for Integer");
        assertThatThrownBy(() -> settings.text("server.api.port")).hasMessageContaining("port and holds Integer");
        assertThatThrownBy(() -> settings.text("home.mode")).hasMessageContaining("one-of and holds Choice");
        assertThatThrownBy(() -> settings.prefixes("home.asns")).hasMessageContaining("List<Asn>", "List<Prefix>");
        assertThatThrownBy(() -> settings.byClient("expected.asns", Country.class))
                .hasMessageContaining("ByClient<Asn>");
    }

    @Test
    void routesLieInTheFolderOrInItsSubfolderOfTheHalf() throws IOException {
        Settings settings = Settings.read(with(SERVER, "VPN_SENTINEL_ROUTES_DIR", folder.toString()), Half.SERVER);
        assertThat(settings.routes(Half.SERVER)).isEqualTo(folder);

        Files.createDirectory(folder.resolve("server-routes"));
        assertThat(settings.routes(Half.SERVER)).isEqualTo(folder.resolve("server-routes"));
    }

    @Test
    void routesSeeWhatIsSetUnderItsKey() {
        Map<String, String> placeholders = Settings.read(SERVER, Half.SERVER).placeholders();

        assertThat(placeholders).containsEntry("server.api.port", "5000").doesNotContainKey("home.prefixes");
    }

    @Test
    void routesSeeEveryLengthOfTimeInMillisecondsToo() {
        Map<String, String> placeholders = Settings.read(CLIENT, Half.CLIENT).placeholders();

        assertThat(placeholders)
                .containsEntry("probe.timeout", "5")
                .containsEntry("probe.timeout.millis", "5000")
                .containsEntry("silence.check-interval.millis", "300000")
                .doesNotContainKey("server.rate-limit.millis");
    }

    @Test
    void routesSeeAddressesWithoutASlashAtTheirEnd() {
        Map<String, String> environment = with(CLIENT, "VPN_SENTINEL_API_PATH", "/api/v2/");

        assertThat(Settings.read(environment, Half.CLIENT).placeholders())
                .containsEntry("client.server-url", "http://192.0.2.7:5000")
                .containsEntry("api.path", "/api/v2");
    }

    @Test
    void aDeclarationNeedsItsComment() {
        assertThatThrownBy(() -> Declarations.parse(List.of("lonely.key=1"))).hasMessageContaining("lonely.key=1");
    }

    @Test
    void aDefaultIsOfItsKind() {
        assertThatThrownBy(() -> Declarations.parse(List.of("# A_PORT | both | port", "a.port=none")))
                .hasMessageContaining("a.port='none', expected a port from 1 to 65535");
    }

    @Test
    void theExplanationOfAllowedResolversNamesEveryOperator() {
        assertThat(Declarations.of("dns.allowed").effect())
                .contains(ResolverOperator.words().toArray(String[]::new));
    }

    private static List<Problem> problems(Map<String, String> environment, Half half) {
        SettingsException refusal =
                catchThrowableOfType(SettingsException.class, () -> Settings.read(environment, half));
        assertThat(refusal).as("the settings are refused").isNotNull();
        return refusal.problems();
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }
}
