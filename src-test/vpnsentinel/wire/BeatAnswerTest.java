package vpnsentinel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.PublicReachability;

class BeatAnswerTest {
    private static final BeatAnswer NOTHING = new BeatAnswer(Optional.empty(), false, Optional.empty());

    private static BeatAnswer read(String body) {
        return BeatAnswer.read(body.getBytes(UTF_8));
    }

    @Test
    void anAnswerNamesTheAddressAndMayOrderARound() {
        assertThat(read("{\"address\":\"203.0.113.10\",\"server_time\":\"2026-11-22T08:00:00Z\",\"probe\":null}"))
                .isEqualTo(new BeatAnswer(Address.parse("203.0.113.10"), false, Optional.empty()));
        assertThat(read("{\"address\":\"2001:db8::1\",\"probe\":\"now\",\"watch_s\":20}"))
                .isEqualTo(new BeatAnswer(Address.parse("2001:db8::1"), true, Optional.of(Duration.ofSeconds(20))));
    }

    @Test
    void anAnswerMayTellHowTheServersPublicAddressIsReached() {
        assertThat(read("{\"address\":\"203.0.113.10\",\"hairpin\":true,\"stun_port\":3478}")
                        .reachability())
                .isEqualTo(new PublicReachability(true, Optional.of(3_478)));
        assertThat(read("{\"hairpin\":\"perhaps\",\"stun_port\":70000}").reachability())
                .isEqualTo(PublicReachability.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<html>", "[]", "{\"address\":7,\"probe\":true,\"watch_s\":-1}", "{\"watch_s\":100000}"})
    void anUnreadableAnswerSaysNothing(String body) {
        assertThat(read(body)).isEqualTo(NOTHING);
    }
}
