package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a client is to end because its network is gone. */
class LostNetworkTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    /** What is seen every ten seconds: {@code +} a network, {@code -} the loopback alone, {@code <} that and a clock set back. */
    static Stream<Arguments> nights() {
        return Stream.of(
                Arguments.of("a network that stays", 30, "++++++", "......"),
                Arguments.of("one that goes", 30, "+-----", ".w..EE"),
                Arguments.of("one that comes back in time", 30, "+---+-----", ".w...w..EE"),
                Arguments.of("none from the beginning", 30, "------", "......"),
                Arguments.of("patience for ever", 0, "+-----", "......"),
                Arguments.of("a clock that is set back meanwhile", 30, "+-<", ".wE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nights")
    void endsWhenNoNetworkCameBackInTime(String night, int patience, String seen, String right) {
        LostNetwork lost = new LostNetwork(Duration.ofSeconds(patience));
        StringBuilder steps = new StringBuilder();

        for (int i = 0; i < seen.length(); i++) {
            Instant now = seen.charAt(i) == '<' ? START : START.plusSeconds(10L * i);
            LostNetwork.Step step = lost.see(seen.charAt(i) != '+', now);
            steps.append(".wE".charAt(List.of(LostNetwork.Step.values()).indexOf(step)));
        }

        assertThat(steps).hasToString(right);
    }
}
