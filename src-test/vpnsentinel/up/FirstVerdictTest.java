package vpnsentinel.up;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "exit-never-verified, false",
        "exit-suspected, true",
        "baseline-unknown, false",
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

    @ParameterizedTest
    @ValueSource(strings = {"exit-never-verified", "exit-not-verifiable", "baseline-unknown", "baseline-stale"})
    void whatCouldNotBeProvenIsNotCalledAMissingVpn(String finding) {
        Optional<JsonNode> client = client("yellow", finding);
        verdict.words(client, START);

        assertThat(verdict.words(client, START.plusSeconds(12)))
                .get()
                .asString()
                .contains("nothing could be proven", finding + ": as seen", "Is there internet", "./sentinel check")
                .doesNotContain("not behind a VPN", "network_mode");
    }

    @Test
    void withoutAVpnTheServerIsNotSaidToBeBehindOne() {
        assertThat(verdict.words(client("red", "exit-on-home-line", "server-behind-vpn"), START))
                .get()
                .asString()
                .contains("exit-on-home-line")
                .doesNotContain("server-behind-vpn");
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

    private static Optional<JsonNode> client(String status, String... findings) {
        String reasons = Arrays.stream(findings)
                .map(finding ->
                        "{\"finding\":\"" + finding + "\",\"colour\":\"" + status + "\",\"evidence\":\"as seen\"}")
                .collect(Collectors.joining(","));
        try {
            return Optional.of(
                    new ObjectMapper().readTree("{\"status\":\"" + status + "\",\"reasons\":[" + reasons + "]}"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
