package vpnsentinel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

class StartAttemptsTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<Duration> waits = new ArrayList<>();
    private int failures;

    private boolean succeed(boolean stays) throws InterruptedException {
        return new StartAttempts(stays, waits::add, new PrintStream(said, true, StandardCharsets.UTF_8)).succeed(() -> {
            if (failures-- > 0) {
                throw new StartProblem("the port is taken");
            }
        });
    }

    private List<String> lines() {
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void whatStartsIsNotTalkedOf() throws Exception {
        assertThat(succeed(true)).isTrue();

        assertThat(lines()).isEmpty();
        assertThat(waits).isEmpty();
    }

    @Test
    void whoDoesNotStayTriesOnce() throws Exception {
        failures = 1;

        assertThat(succeed(false)).isFalse();

        assertThat(lines()).containsExactly("vpn-sentinel: cannot start: the port is taken");
        assertThat(waits).isEmpty();
    }

    @Test
    void whoStaysTriesAgainEverMoreRarely() throws Exception {
        failures = 9;

        assertThat(succeed(true)).isTrue();

        assertThat(waits).extracting(Duration::toMinutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(lines())
                .hasSize(18)
                .startsWith(
                        "vpn-sentinel: cannot start: the port is taken",
                        "vpn-sentinel: not running; tries again in 1 min, or at a restart");
    }

    @Test
    void everyBrokenSettingIsNamedEachTime() throws Exception {
        boolean started = new StartAttempts(false, waits::add, new PrintStream(said, true, StandardCharsets.UTF_8))
                .succeed(() -> Settings.read(
                        Map.of("VPN_SENTINEL_SERVER_API_PORT", "high", "VPN_SENTINEL_HOME", "sweet"), Half.SERVER));

        assertThat(started).isFalse();
        assertThat(lines()).hasSize(2).allMatch(line -> line.startsWith("vpn-sentinel: VPN_SENTINEL_"));
    }
}
