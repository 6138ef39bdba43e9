package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.RunningServer;

/** The shipped route answer-beat on the real server: {@code GET whoami}. */
class AnswerBeatRouteTest {
    @TempDir
    private static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.onStoppedClock(
                folder, "VPN_SENTINEL_TRUSTED_PROXIES=127.0.0.0/8", "VPN_SENTINEL_SERVER_BEAT_RATE_LIMIT=6");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode whoami(String... headers) throws Exception {
        RunningServer.Answer answer = server.api("/whoami", headers);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void whoAsksWithoutAnIdIsToldHisAddressAndNothingElse() throws Exception {
        JsonNode body = whoami();

        assertThat(body.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(body.path("server_time").asText()).isEqualTo("2026-11-22T08:00:00.000000+00:00");
        assertThat(body.has("probe")).isTrue();
        assertThat(body.path("probe").isNull()).isTrue();
    }

    @Test
    void behindATrustedProxyTheForwardedAddressCounts() throws Exception {
        assertThat(whoami("X-Forwarded-For", "203.0.113.10").path("address").asText())
                .isEqualTo("203.0.113.10");
    }

    @Test
    void whereTheProxyDoesNotTellTheCallerIsUnknown() throws Exception {
        assertThat(whoami("X-Forwarded-For", "unknown").path("address").asText())
                .isEqualTo("unknown");
    }

    @Test
    void anUnknownClientIsToProbeNowAndAKnownOneIsNot() throws Exception {
        String[] beat = {"X-Client-Id", "office", "X-Boot", "b1"};
        assertThat(whoami(beat).path("probe").asText()).isEqualTo("now");

        server.post("""
                {"client_id":"office","boot":"b1","sequence":1,"interval_s":300,"beat_s":5,"evidence":{}}""".getBytes(StandardCharsets.UTF_8));

        assertThat(whoami(beat).path("probe").isNull()).isTrue();
        assertThat(server.metric("vpn_sentinel_beats_total{outcome=\"ordered\""))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no blanks", "ä", "<b>"})
    void anIdThatNoClientMayHaveIsRefused(String id) throws Exception {
        RunningServer.Answer answer = server.api(
                "/whoami", "X-Client-Id", new String(id.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo("Invalid client_id format");
    }

    @Test
    void aClientThatBeatsTooFastIsToldHowLongToWait() throws Exception {
        RunningServer.Answer last = server.api("/whoami", "X-Client-Id", "hasty");
        for (int i = 0; i < 6; i++) {
            last = server.api("/whoami", "X-Client-Id", "hasty");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.body().path("retry_after").asInt()).isPositive();
        assertThat(server.metric("vpn_sentinel_keepalives_total{outcome=\"limited\""))
                .isZero();
    }
}
