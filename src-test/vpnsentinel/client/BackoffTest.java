package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "4,8", "5,16", "6,30", "7,30", "1000000,30"})
    void thePauseDoublesUpToHalfAMinute(int tries, int seconds) {
        assertThat(Backoff.pause(failed(0, 0), tries, NOW, NOW.plusSeconds(300)))
                .contains(Duration.ofSeconds(seconds));
    }

    @Test
    void theServerMayAskForMoreButNotForLess() {
        assertThat(Backoff.pause(failed(429, 40), 1, NOW, NOW.plusSeconds(300))).contains(Duration.ofSeconds(40));
        assertThat(Backoff.pause(failed(503, 1), 4, NOW, NOW.plusSeconds(300))).contains(Duration.ofSeconds(8));
    }

    @Test
    void thereIsNoRepeatWhenTheNextRoundIsDueFirst() {
        assertThat(Backoff.pause(failed(0, 0), 3, NOW, NOW.plusSeconds(4))).isEmpty();
        assertThat(Backoff.pause(failed(0, 0), 3, NOW, NOW.plusSeconds(5))).isPresent();
        assertThat(Backoff.pause(failed(429, 60), 1, NOW, NOW.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 405, 413, 415})
    void aRefusalThatWillNotPassIsNotRepeated(int status) {
        assertThat(Backoff.pause(failed(status, 0), 1, NOW, NOW.plusSeconds(300)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 408, 429, 500, 502, 503})
    void aFailureThatMayPassIsRepeated(int status) {
        assertThat(Backoff.pause(failed(status, 0), 1, NOW, NOW.plusSeconds(300)))
                .isPresent();
    }

    private static Delivery.Failed failed(int status, int retryAfter) {
        return new Delivery.Failed(
                NOW, status, "test", retryAfter == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(retryAfter)));
    }
}
