package vpnsentinel.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstVerdictTest {
    private static final Instant START = Instant.parse("2026-11-22T08:30:00Z");

    private final FirstVerdict verdict = new FirstVerdict();

    @Test
    void redIsSaidAtOnceWithReasonAndRemedy() {
        assertThat(verdict.words(client("red", "exit-on-home-line"), START))
                .get()
                .asString()
                .contains("this client is not behind a VPN", "exit-on-home-line: as seen", "network_mode: service:");
    }

    @Test
    void greenIsSaidAtOnce() {
        assertThat(verdict.words(client("green", "dns-claimed"), START))
                .get()
                .asString()
                .contains("protected")
                .doesNotContain("not behind");
    }

    @ParameterizedTest
    @CsvSource({
        "exit-never-verified, true",
        "exit-suspected, true",
        "baseline-unknown, true",
        "server-behind-vpn, true",
        "finding-of-another-version, true",
        "exit-unexpected, false",
        "exit-on-new-access-network, false",
        "dns-leak, false",
        "dns-elsewhere, false",
    })
    void yellowIsSaidWhenItHasSettledAndClaimsNoMoreThanItKnows(String finding, boolean notBehindVpn) {
        Optional<JsonNode> client = client("yellow", finding);

        assertThat(verdict.words(client, START)).isEmpty();
        assertThat(verdict.words(client, START.plusSeconds(11))).isEmpty();
        String words =
                verdict.words(client, START.plusSeconds(12)).orElseThrow().toString();

        assertThat(words).contains("status yellow", finding);
        assertThat(words.contains("this client is not behind a VPN")).isEqualTo(notBehindVpn);
    }

    @Test
    void yellowThatTurnsRedIsSaidAsRed() {
        assertThat(verdict.words(client("yellow", "exit-suspected"), START)).isEmpty();

        assertThat(verdict.words(client("red", "exit-on-home-line"), START.plusSeconds(2)))
                .get()
                .asString()
                .contains("status red");
    }

    @Test
    void nothingIsSaidBeforeTheFirstKeepalive() {
        assertThat(verdict.words(Optional.empty(), START)).isEmpty();
    }

    private static Optional<JsonNode> client(String status, String finding) {
        String json = "{\"status\":\"" + status + "\",\"reasons\":[{\"finding\":\"" + finding + "\",\"colour\":\""
                + status + "\",\"evidence\":\"as seen\"}]}";
        try {
            return Optional.of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
