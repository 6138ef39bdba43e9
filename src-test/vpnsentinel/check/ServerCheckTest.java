package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

class ServerCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {}                              | OK     | takes the key  | ''",
                "401 | {}                              | FAILED | wants a key    | set VPN_SENTINEL_API_KEY",
                "403 | {\"message\":\"Invalid API key\"} | FAILED | refuses the key | differs from the server's",
                "403 | {\"error\":\"Access denied\"}     | FAILED | refuses this address | VPN_SENTINEL_SERVER_ALLOWED_IPS",
                "404 | {}                              | FAILED | 404            | VPN_SENTINEL_API_PATH",
                "429 | {}                              | FAILED | too many       | wait",
                "502 | bad gateway                     | FAILED | HTTP 502       | VPN_SENTINEL_URL",
            })
    void theAnswerIsExplained(int status, String body, CheckOutcome outcome, String result, String hint)
            throws IOException {
        try (StubServer server = new StubServer(status, body)) {
            CheckRow row = rows(server.url()).get(0);

            assertThat(row.outcome()).isEqualTo(outcome);
            assertThat(row.result()).contains(result);
            assertThat(row.hint()).contains(hint);
            assertThat(server.asked()).containsExactly("/api/v1/status the-key ");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        StubServer gone = new StubServer(200, "");
        gone.close();

        assertThat(rows(gone.url())).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo(CheckOutcome.FAILED);
            assertThat(row.result()).contains(gone.url() + " cannot be reached: connection refused");
            assertThat(row.hint()).contains("is the server up", "A firewall that refuses looks the same");
        });
    }

    @Test
    void aKeyThatTravelsInTheOpenIsSaid() {
        assertThat(rows("http://sentinel.invalid:9")).last().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo(CheckOutcome.NOTE);
            assertThat(row.result()).contains("unencrypted to sentinel.invalid");
        });
        assertThat(rows("https://sentinel.invalid:9")).hasSize(1);
    }

    private static List<CheckRow> rows(String url) {
        Map<String, String> environment =
                Map.of("VPN_SENTINEL_API_KEY", "the-key", "VPN_SENTINEL_URL", url, "VPN_SENTINEL_TIMEOUT", "5");
        return new ServerCheck(Settings.read(environment, Half.CLIENT), Optional.empty()).rows();
    }
}
