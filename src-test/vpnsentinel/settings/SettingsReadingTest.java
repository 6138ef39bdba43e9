package vpnsentinel.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment as people and programs write it: what is taken, what is warned of, and what is refused once. */
class SettingsReadingTest {
    private static final String KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static final String TOKEN = "1234567:abcdefghijklmnopqrstuvwxyzABCDEFGHI";

    @TempDir
    private Path folder;

    private static Settings server(String... more) {
        return Settings.read(environment(more), Half.SERVER);
    }

    private static Settings client(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_URL", "http://192.0.2.7:5000"));
        all.putAll(environment(more));
        return Settings.read(all, Half.CLIENT);
    }

    private static Map<String, String> environment(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", KEY));
        for (String each : more) {
            all.put(each.split("=", 2)[0], each.split("=", 2)[1]);
        }
        return all;
    }

    private static List<String> warnings(Settings settings) {
        return settings.warnings().stream().map(SettingsWarning::toString).toList();
    }

    private static List<String> refusals(Half half, String... more) {
        SettingsException refusal =
                catchThrowableOfType(SettingsException.class, () -> Settings.read(environment(more), half));
        assertThat(refusal).as("the settings are refused").isNotNull();
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aPackedAddressOfTheServerCountsWhereNobodyNamesAnother() {
        String packed = "VPN_SENTINEL_DEFAULT_URL=http://172.31.255.1:5000";
        URI gateway = URI.create("http://172.31.255.1:5000");
        URI own = URI.create("http://192.0.2.9:5000");

        assertThat(client("VPN_SENTINEL_URL=", packed).url("client.server-url")).isEqualTo(gateway);
        assertThat(client("VPN_SENTINEL_URL=", "VPN_SENTINEL_SERVER_URL=http://192.0.2.9:5000", packed)
                        .url("client.server-url"))
                .isEqualTo(own);
        Settings named = client("VPN_SENTINEL_URL=http://192.0.2.9:5000", packed);
        assertThat(named.url("client.server-url")).isEqualTo(own);
        assertThat(warnings(named)).isEmpty();
    }

    @Test
    void aPackedAddressThatIsNoneIsRefusedByItsOwnName() {
        assertThat(refusals(Half.CLIENT, "VPN_SENTINEL_DEFAULT_URL=172.31.255.1"))
                .anySatisfy(line -> assertThat(line).contains("VPN_SENTINEL_DEFAULT_URL", "172.31.255.1"));
    }

    @Test
    void whatOnlyTheContainersReadIsKnownToBothHalves() {
        assertThat(warnings(server("VPN_SENTINEL_TAG=2.0", "VPN_SENTINEL_SUBNET=10.9.0.0/28")))
                .noneMatch(line -> line.contains("no such setting"));
    }

    @Test
    void quotesAroundAWholeValueAreNobodys() {
        Settings settings = server(
                "VPN_SENTINEL_API_KEY=\"" + KEY + "\"",
                "TELEGRAM_BOT_TOKEN='" + TOKEN + "'",
                "TELEGRAM_CHAT_ID=\" 4711 \"",
                "VPN_SENTINEL_DEBUG='true'",
                "VPN_SENTINEL_SERVER_API_PORT=\"5001\"",
                "TZ=\"Europe/Zurich\"",
                "VPN_SENTINEL_HOME_PREFIXES=''");

        assertThat(settings.text("api.key")).isEqualTo(KEY);
        assertThat(settings.text("telegram.token")).isEqualTo(TOKEN);
        assertThat(settings.chats("telegram.chats")).containsExactly(new Chat("4711"));
        assertThat(settings.isOn("debug")).isTrue();
        assertThat(settings.number("server.api.port")).isEqualTo(5001);
        assertThat(settings.zone()).hasToString("Europe/Zurich");
        assertThat(settings.isGiven("home.prefixes")).isFalse();
        assertThat(client("VPN_SENTINEL_CLIENT_ID=the \"big\" one").text("client.id"))
                .as("quotes within")
                .isEqualTo("the \"big\" one");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567:abcdefghij klmnopqrstuvwxyz",
                "1234567:abcdefghijklmnopqrstuvwxyz$1",
                "1234567:abcdefghij\nklmnopqrstuvwxyz",
                "1234567:abcdefghijklm\\nopqrstuvwxyz",
                "1234567:abcdefghijklm\"nopqrstuvwxyz",
                "1234567:abcdefghijklmñopqrstuvwxyz",
                "abcdefghijklmnopqrstuvwxyz",
            })
    void aTokenThatCanBeNoneIsNamedWithoutItsValue(String token) {
        assertThat(refusals(Half.SERVER, "TELEGRAM_BOT_TOKEN=" + token, "TELEGRAM_CHAT_ID=1"))
                .singleElement()
                .asString()
                .startsWith("TELEGRAM_BOT_TOKEN='…': expected a bot's token")
                .doesNotContain("abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schlüssel-123456", "ключ-пароль-12345", "k€y-123456789", "密钥-123456789", "\u00a0key", "a\tb"})
    void aKeyThatNoHeaderCarriesIsRefusedByBothHalvesAlike(String key) {
        for (Half half : Half.values()) {
            assertThat(refusals(half, "VPN_SENTINEL_API_KEY=" + key, "VPN_SENTINEL_URL=http://192.0.2.7"))
                    .singleElement()
                    .asString()
                    .startsWith("VPN_SENTINEL_API_KEY='…': expected a key of letters, digits, and signs of ASCII")
                    .doesNotContain(key);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VPN_SENTINEL_ALLOWED_IPS, VPN_SENTINEL_SERVER_ALLOWED_IPS",
        "VPN_SENTINEL_API_PORT, VPN_SENTINEL_SERVER_API_PORT",
        "VPN_SENTINEL_TELEGRAM_TOKEN, TELEGRAM_BOT_TOKEN",
        "VPN_SENTINEL_APIKEY, VPN_SENTINEL_API_KEY",
        "vpn_sentinel_api_key, VPN_SENTINEL_API_KEY",
        "VPN_SENTINEL_EXPECTED_COUNTRY, VPN_SENTINEL_EXPECTED_COUNTRIES",
        "VPN_SENTINEL_RATE_LIMIT, VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS",
        "VPN_SENTINEL_SERVER_API_BASE_URL, VPN_SENTINEL_URL",
        "VPN_SENTINEL_SERVER_API_PATH, VPN_SENTINEL_API_PATH",
        "VPN_SENTINAL_URL, VPN_SENTINEL_URL",
        "TELEGRAM_CHATID, TELEGRAM_CHAT_ID",
    })
    void aNameThatIsNoneIsWarnedOfWithTheNearestThatIs(String name, String meant) {
        assertThat(warnings(server(name + "=x")))
                .containsExactly(
                        name + ": there is no such setting, so it changes nothing; did you mean " + meant + "?");
    }

    @Test
    void aNameLikeNoOtherIsWarnedOfToo() {
        assertThat(warnings(server("VPN_SENTINEL_XYZZY=1")))
                .containsExactly("VPN_SENTINEL_XYZZY: there is no such setting, so it changes nothing;"
                        + " .env.example names them all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "VPN_SENTINEL_SERVER_RATE_LIMIT_WINDOW=60",
                "VPN_SENTINEL_INTERVAL=60",
                "VPN_SENTINEL_API_KEY_FILE=/run/secrets/key",
                "VPN_SENTINEL_ALLOWED_IPS=",
                "VPN_SENTINEL_SERVICE_HOST=10.0.0.1",
                "VPN_SENTINEL_SERVER_PORT_5000_TCP_ADDR=10.0.0.1",
                "VPN_SENTINEL_PORT=tcp://10.0.0.1:5000",
                "TELEGRAM_SOMETHING_OF_OTHERS=1",
                "FLASK_ENV=production",
            })
    void whatIsKnownOrOfOthersIsNoWarning(String variable) {
        assertThat(warnings(server(variable))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TELEGRAM_BOT_TOKEN, your_telegram_bot_token_here, telegram.token",
        "TELEGRAM_BOT_TOKEN, your-bot-token, telegram.token",
        "TELEGRAM_CHAT_ID, your-chat-id, telegram.chats",
        "TELEGRAM_CHAT_ID, <your_chat_id_here>, telegram.chats",
        "VPN_SENTINEL_API_KEY, your-secure-api-key-here, api.key",
        "VPN_SENTINEL_API_KEY, your-secret-key, api.key",
    })
    void whatStandsInAnExampleCountsAsNotSet(String name, String value, String key) {
        Settings settings = server(name + "=" + value);

        assertThat(settings.isGiven(key)).isFalse();
        assertThat(warnings(settings))
                .containsExactly(
                        name + ": '" + value + "' stands in an example for a value of your own, and counts as not set");
    }

    @Test
    void aClientWithTheServerOfAnExampleIsToldOnce() {
        assertThat(refusals(Half.CLIENT, "VPN_SENTINEL_URL=http://your-server-ip:5000"))
                .containsExactly("VPN_SENTINEL_URL='': expected where the server is, as http://192.168.1.10:5000");
    }

    @ParameterizedTest
    @CsvSource({
        "sentinel.test:5000, 'sentinel.test:5000', http://sentinel.test:5000",
        "nonsense, nonsense, http://",
        "http://box:p%40ss-word@192.0.2.7, http://…@192.0.2.7, without user name and password",
        "http://192.0.2.7:99999, http://192.0.2.7:99999, a port from 1 to 65535",
    })
    void aRefusedAddressIsComplainedOfOnce(String given, String shown, String expected) {
        for (String name : List.of("VPN_SENTINEL_URL", "VPN_SENTINEL_SERVER_URL")) {
            assertThat(refusals(Half.CLIENT, name + "=" + given))
                    .singleElement()
                    .asString()
                    .startsWith(name + "='" + shown + "': expected ")
                    .contains(expected)
                    .doesNotContain("ss-word");
        }
    }

    @Test
    void overTlsAHostHasANameThatCertificatesBear() {
        assertThat(refusals(Half.CLIENT, "VPN_SENTINEL_URL=https://vpn_server:5000"))
                .containsExactly("VPN_SENTINEL_URL='https://vpn_server:5000': expected a name without an underscore,"
                        + " since no certificate bears one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1", "/api/v1/", "/api/v1/keepalive"})
    void thePathOfTheApiIsTakenOffTheServersAddress(String path) {
        Settings settings = client("VPN_SENTINEL_URL=http://sentinel_1:5000" + path);

        assertThat(settings.url("client.server-url")).isEqualTo(URI.create("http://sentinel_1:5000"));
        assertThat(warnings(settings)).singleElement().asString().startsWith("VPN_SENTINEL_URL: the path /api/v1");
    }

    @Test
    void anyOtherPathBelongsIntoThePathOfTheApi() {
        assertThat(refusals(Half.CLIENT, "VPN_SENTINEL_URL=https://sentinel.test/guard/"))
                .containsExactly("VPN_SENTINEL_URL='https://sentinel.test/guard': expected an address without a path;"
                        + " let VPN_SENTINEL_API_PATH be /guard/api/v1 where the API lies behind it");
        assertThat(refusals(Half.SERVER, "VPN_SENTINEL_PUBLIC_URL=https://sentinel.test/guard"))
                .hasSize(1);
        assertThat(server("VPN_SENTINEL_ECHO_IPINFO_URL=http://127.0.0.1:9/ipinfo")
                        .url("echo.ipinfo.url"))
                .as("a base address of others")
                .isEqualTo(URI.create("http://127.0.0.1:9/ipinfo"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TELEGRAM_BOT_TOKEN=1234567:abcdefghijklmnopqrstuvwxyzABCDEFGHI | TELEGRAM_CHAT_ID: a bot's token is set and no chat, so messages go nowhere",
                "TELEGRAM_CHAT_ID=4711 | TELEGRAM_BOT_TOKEN: a chat is set and no bot's token, so messages go nowhere",
                "VPN_SENTINEL_API_KEY=tooshort1 | VPN_SENTINEL_API_KEY: the key is short, and can be guessed; openssl rand -hex 32 makes a good one",
                "VPN_SENTINEL_API_KEY=changeme | VPN_SENTINEL_API_KEY: the key is one that everybody tries first; openssl rand -hex 32 makes a good one",
                "VPN_SENTINEL_API_KEY=1234567890123456789 | VPN_SENTINEL_API_KEY: the key is one that everybody tries first; openssl rand -hex 32 makes a good one",
                "VPN_SENTINEL_API_KEY=insecure-open | VPN_SENTINEL_API_KEY: the API is open to everybody, as insecure-open says; leave it empty, and the server makes a key",
                "TZ=GMT+2 | TZ: 'GMT+2' is read as every program on this system reads it: UTC-02:00",
                "TZ=Mars/Olympus | TZ: 'Mars/Olympus' is no time zone that is known here; times are in UTC",
            })
    void whatWorksButIsHardlyMeantIsSaid(String variable, String said) {
        assertThat(warnings(server(variable))).containsExactly(said);
    }

    @Test
    void aSecondNameThatSaysSomethingElseIsSaid() {
        Settings settings = client("VPN_SENTINEL_SERVER_URL=http://192.0.2.8:5000");

        assertThat(settings.url("client.server-url")).hasToString("http://192.0.2.7:5000");
        assertThat(warnings(settings))
                .containsExactly("VPN_SENTINEL_SERVER_URL: is another name of VPN_SENTINEL_URL, which is set too, and"
                        + " counts");
        assertThat(warnings(client("VPN_SENTINEL_SERVER_URL=http://192.0.2.7:5000")))
                .isEmpty();
    }

    @Test
    void aTokenOfAnUnusualLengthIsTakenAndSaid() {
        assertThat(warnings(server("TELEGRAM_BOT_TOKEN=1234567:abcdef", "TELEGRAM_CHAT_ID=1")))
                .containsExactly("TELEGRAM_BOT_TOKEN: a bot's token has about 35 characters behind its colon, this one"
                        + " has 6; is it whole?");
    }

    @Test
    void aKeyThatIsMeantIsNoWarning() {
        assertThat(warnings(server("TELEGRAM_BOT_TOKEN=" + TOKEN, "TELEGRAM_CHAT_ID=4711", "TZ=:/etc/localtime")))
                .isEmpty();
        assertThat(warnings(server("TELEGRAM_BOT_TOKEN=" + TOKEN, "VPN_SENTINEL_TELEGRAM_ENABLED=false")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "UTF-16LE, \uFEFF", "UTF-16BE, \uFEFF", "UTF-16LE, ''", "UTF-16BE, ''"})
    void aSecretsFileIsReadInTheEncodingsThatEditorsWrite(String charset, String mark) throws IOException {
        Path file = Files.write(folder.resolve("key"), (mark + KEY + "\r\n\r\n").getBytes(Charset.forName(charset)));

        Settings settings = server("VPN_SENTINEL_API_KEY=", "VPN_SENTINEL_API_KEY_FILE=" + file);

        assertThat(settings.text("api.key")).isEqualTo(KEY);
    }

    @Test
    void aSecretsFileOfAnotherEncodingIsRefusedWithTheReason() throws IOException {
        Path file = Files.write(folder.resolve("key"), "schlüssel\n".getBytes(Charset.forName("ISO-8859-1")));

        assertThat(refusals(Half.SERVER, "VPN_SENTINEL_API_KEY=", "VPN_SENTINEL_API_KEY_FILE=" + file))
                .singleElement()
                .asString()
                .startsWith("VPN_SENTINEL_API_KEY='…': expected a key of letters, digits, and signs of ASCII");
    }

    @Test
    void noTextShowsASecretOnceItWasRead() {
        server("TELEGRAM_BOT_TOKEN=7654321:zyxwvutsrqponm", "VPN_SENTINEL_API_KEY=<k&y> \"of\" tests/1");
        refusals(Half.CLIENT, "VPN_SENTINEL_URL=http://box:p%40ss-word-9@192.0.2.7");

        assertThat(Secrets.hide(
                        "a 7654321:zyxwvutsrqponm b zyxwvutsrqponm c http://x/bot7654321%3Azyxwvutsrqponm/getMe"))
                .doesNotContain("zyxw");
        assertThat(Secrets.hide("k=<k&y> \"of\" tests/1 h=&lt;k&amp;y&gt; &quot;of&quot; tests/1"
                        + " j=<k&y> \\\"of\\\" tests/1 u=%3Ck%26y%3E+%22of%22+tests%2F1"))
                .isEqualTo("k=••• h=••• j=••• u=•••");
        assertThat(Secrets.hide("http://box:p%40ss-word-9@192.0.2.7")).isEqualTo("http://box:•••@192.0.2.7");
        assertThat(Secrets.hide("of a bot 123456789:AAAAAAAAAAbbbbbbbbbbCCCCCCCCCC12345 of others"))
                .isEqualTo("of a bot ••• of others");
    }

    @Test
    void aShortSecretIsHiddenAsAWordOnly() {
        server("VPN_SENTINEL_API_KEY=q7rz");

        assertThat(Secrets.hide("key=q7rz, and q7rzling")).isEqualTo("key=•••, and q7rzling");
    }

    @Test
    void whatSaysWhyAProcessCannotStartShowsNoSecret() {
        server("VPN_SENTINEL_API_KEY=a-key-in-an-exception");

        assertThat(StartProblem.readable(new IllegalStateException("Illegal header: a-key-in-an-exception")))
                .isEqualTo("java.lang.IllegalStateException: Illegal header: •••");
    }

    /** The names and values of the Python product's own example. */
    private static Map<String, String> pythonExample() {
        Map<String, String> all = new HashMap<>();
        for (String line : """
                VPN_SERVICE_PROVIDER=privatevpn
                VPN_USER=your_vpn_username_here
                VPN_SENTINEL_API_KEY=your_secure_random_api_key_here
                VPN_SENTINEL_API_PATH=/api/v1
                VPN_SENTINEL_TLS_CERT_PATH=/certs/vpn-sentinel-cert.pem
                VPN_SENTINEL_TLS_KEY_PATH=/certs/vpn-sentinel-key.pem
                TZ=UTC
                VPN_SENTINEL_URL=http://vpn-sentinel-server:5000
                VPN_SENTINEL_CLIENT_ID=vpn-monitor-main
                VPN_SENTINEL_DEBUG=false
                VPN_SENTINEL_GEOLOCATION_SERVICE=auto
                VPN_SENTINEL_HEALTH_MONITOR=false
                VPN_SENTINEL_HEALTH_PORT=8082
                VPN_SENTINEL_SERVER_API_PORT=5000
                VPN_SENTINEL_SERVER_DASHBOARD_PORT=8080
                VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS=30
                VPN_SENTINEL_SERVER_ALLOWED_IPS=
                VPN_SENTINEL_SERVER_ALERT_THRESHOLD_MINUTES=15
                VPN_SENTINEL_SERVER_CHECK_INTERVAL_MINUTES=5
                VPN_SENTINEL_SERVER_DASHBOARD_ENABLED=true
                TELEGRAM_BOT_TOKEN=your_telegram_bot_token_here
                TELEGRAM_CHAT_ID=your_telegram_chat_id_here
                """.split("\n")) {
            all.put(line.split("=", 2)[0], line.split("=", 2)[1]);
        }
        return all;
    }

    @Test
    void theOldExampleStartsWithoutItsCertificates() {
        Map<String, String> example = pythonExample();
        SettingsException refusal =
                catchThrowableOfType(SettingsException.class, () -> Settings.read(example, Half.SERVER));
        assertThat(refusal.problems())
                .extracting(Problem::name)
                .containsExactly("VPN_SENTINEL_TLS_CERT_PATH", "VPN_SENTINEL_TLS_KEY_PATH");

        example.put("VPN_SENTINEL_TLS_CERT_PATH", "");
        example.put("VPN_SENTINEL_TLS_KEY_PATH", "");
        Settings settings = Settings.read(example, Half.SERVER);

        assertThat(settings.usesTelegram()).isFalse();
        assertThat(settings.text("api.key")).as("the server makes one").isEmpty();
        assertThat(settings.warnings())
                .extracting(SettingsWarning::name)
                .containsExactly("VPN_SENTINEL_API_KEY", "TELEGRAM_BOT_TOKEN", "TELEGRAM_CHAT_ID");
    }

    @Test
    void aClientWaitsForTheKeyFileThatItWasGiven() throws IOException {
        Path file = folder.resolve("api-key");
        Map<String, String> given =
                Map.of("VPN_SENTINEL_API_KEY_FILE", file.toString(), "VPN_SENTINEL_URL", "http://192.0.2.7:5000");

        assertThat(Settings.read(given, Half.CLIENT).awaitedKeyFile()).hasValue(file);
        Files.writeString(file, "\n");
        assertThat(Settings.read(given, Half.CLIENT).awaitedKeyFile()).hasValue(file);

        Files.writeString(file, KEY + "\n");
        Settings settings = Settings.read(given, Half.CLIENT);

        assertThat(settings.awaitedKeyFile()).isEmpty();
        assertThat(settings.text("api.key")).isEqualTo(KEY);
    }
}
