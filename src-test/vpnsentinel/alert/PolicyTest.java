package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;

/** Which transitions are news. */
class PolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @EnumSource(names = {"FIRST_SIGHT", "STATUS", "RETURNED"})
    void changesOfStatusAreAlwaysNews(Transition.Kind kind) {
        for (Status to : Status.values()) {
            for (ExitNews exits : ExitNews.values()) {
                Transition change = Sights.of("office", to).after(kind, Status.GREEN, HOUR);

                assertThat(Policy.silence(change, exits)).isEmpty();
            }
        }
    }

    @Test
    void anOrderlyStopIsHistoryOnly() {
        Transition stop =
                Sights.of("office", Status.GREEN).stoppedInOrder().after(Transition.Kind.STOPPED, Status.GREEN, HOUR);

        assertThat(Policy.silence(stop, ExitNews.ANY))
                .hasValueSatisfying(why -> assertThat(why).contains("orderly"));
    }

    @ParameterizedTest(name = "NOTIFY_EXIT={0}, from 203.0.113.10 AS64500 CH to {1} AS{2} {3}: told={4}")
    @CsvSource({
        "NETWORK, 203.0.113.99, 64500, CH, false",
        "NETWORK, 198.51.100.7, 64501, CH, true",
        "NETWORK, 203.0.113.99, 64500, DE, true",
        "ANY,     203.0.113.99, 64500, CH, true",
        "ANY,     198.51.100.7, 64501, DE, true",
        "OFF,     203.0.113.99, 64500, CH, false",
        "OFF,     198.51.100.7, 64501, DE, false",
    })
    void aMovedExitIsNewsAsTheUserWishes(ExitNews exits, String exit, long asn, String country, boolean told) {
        Transition move = Sights.of("office", Status.GREEN)
                .at(exit, asn, country)
                .after(Transition.Kind.EXIT_MOVED, Status.GREEN, HOUR);

        assertThat(Policy.silence(move, exits).isEmpty()).isEqualTo(told);
    }

    @Test
    void everySuppressedMessageHasAReason() {
        Transition move = Sights.of("office", Status.GREEN)
                .at("203.0.113.99", 64500, "CH")
                .after(Transition.Kind.EXIT_MOVED, Status.GREEN, HOUR);

        assertThat(Policy.silence(move, ExitNews.OFF))
                .contains("moves of an exit are switched off (VPN_SENTINEL_NOTIFY_EXIT)");
        assertThat(Policy.silence(move, ExitNews.NETWORK))
                .contains("the exit moved within its network (VPN_SENTINEL_NOTIFY_EXIT)");
    }
}
