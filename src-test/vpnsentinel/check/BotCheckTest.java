package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class BotCheckTest {
    private static final String ME = "{\"ok\":true,\"result\":{\"username\":\"example_bot\"}}";

    @Test
    void theBotSaysItsName() throws IOException {
        try (StubServer api = new StubServer(200, ME)) {
            assertThat(rows(api.url(), false)).singleElement().satisfies(row -> {
                assertThat(row.outcome()).isEqualTo(CheckOutcome.OK);
                assertThat(row.result()).isEqualTo("is @example_bot");
            });
            assertThat(api.asked()).containsExactly("/bot1:token/getMe null {}");
        }
    }

    @Test
    void aMessageGoesToEachChatAndTopic() throws IOException {
        try (StubServer api = new StubServer(200, ME)) {
            assertThat(rows(api.url(), true)).hasSize(3);

            assertThat(api.asked().get(1)).contains("/sendMessage", "\"chat_id\":\"42\"");
            assertThat(api.asked().get(2)).contains("\"chat_id\":\"-100123\"", "\"message_thread_id\":7");
        }
    }

    @ParameterizedTest
    @CsvSource({"401, TELEGRAM_BOT_TOKEN", "404, TELEGRAM_BOT_TOKEN", "400, TELEGRAM_CHAT_ID", "429, wait 9 s"})
    void aRefusalIsExplained(int status, String hint) throws IOException {
        String body = "{\"ok\":false,\"description\":\"No\",\"parameters\":{\"retry_after\":9}}";
        try (StubServer api = new StubServer(status, body)) {
            CheckRow row = rows(api.url(), false).get(0);

            assertThat(row.outcome()).isEqualTo(CheckOutcome.MISSING);
            assertThat(row.result()).isEqualTo("HTTP " + status + ": No");
            assertThat(row.hint()).contains(hint);
        }
    }

    @Test
    void theTokenIsInNoLine() throws IOException {
        StubServer gone = new StubServer(200, "");
        gone.close();

        assertThat(rows(gone.url(), true))
                .allSatisfy(row -> assertThat(row.toString()).doesNotContain("1:token"));
    }

    @Test
    void withoutBotNobodyIsAsked() {
        Settings settings = Settings.read(Map.of("VPN_SENTINEL_API_KEY", "k"), Half.SERVER);

        assertThat(new BotCheck(settings, Optional.empty()).rows(true))
                .singleElement()
                .extracting(CheckRow::result)
                .isEqualTo("off");
    }

    private static List<CheckRow> rows(String api, boolean message) {
        Map<String, String> environment = new HashMap<>(Map.of("VPN_SENTINEL_API_KEY", "k"));
        environment.put("TELEGRAM_BOT_TOKEN", "1:token");
        environment.put("TELEGRAM_CHAT_ID", "42, -100123:7");
        environment.put("VPN_SENTINEL_TELEGRAM_API_URL", api);
        return new BotCheck(Settings.read(environment, Half.SERVER), Optional.empty()).rows(message);
    }
}
