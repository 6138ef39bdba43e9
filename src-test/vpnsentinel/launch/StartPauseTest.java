package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPauseTest {
    @Test
    void isAsManySecondsAsTheEnvironmentSays() {
        assertThat(StartPause.in(Map.of("VPN_SENTINEL_START_PAUSE", " 300 "))).contains(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "5m", "123456"})
    void isNoneWhereNothingIsSetOrThatItselfIsWrong(String text) {
        assertThat(StartPause.in(Map.of("VPN_SENTINEL_START_PAUSE", text))).isEmpty();
        assertThat(StartPause.in(Map.of())).isEmpty();
    }
}
