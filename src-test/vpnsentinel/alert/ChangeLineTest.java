package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Fact;

class ChangeLineTest {
    private static final Sights TOKYO = Sights.of("tokyo", Status.GREEN);

    @Test
    void aChangeSaysWhoFromWhatToWhatAndForHowLong() {
        assertThat(ChangeLine.of(Sights.of("tokyo", Status.SILENT)
                        .after(Transition.Kind.STATUS, Status.GREEN, Duration.ofSeconds(48))))
                .isEqualTo("tokyo: green → silent (was green for 48 s)");
        assertThat(ChangeLine.of(TOKYO.after(Transition.Kind.RETURNED, Status.SILENT, Duration.ofSeconds(200))))
                .isEqualTo("tokyo: silent → green (was silent for 3 min 20 s)");
    }

    @Test
    void whoStopsBeforeAnythingWasToldIsSeenForTheFirstTime() {
        Transition first = TOKYO.stoppedInOrder().first();
        Transition stop = new Transition(
                Transition.Kind.STOPPED,
                first.from(),
                first.to(),
                first.at(),
                first.lasted(),
                first.before(),
                first.client());

        assertThat(ChangeLine.of(stop)).isEqualTo("tokyo: first seen, stopped, as it said");
    }

    @Test
    void whatSpeaksAgainstTheClientStandsBehindIt() {
        Transition leak = Sights.of("tokyo", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE, Fact.DNS_LEAK)
                .after(Transition.Kind.STATUS, Status.GREEN, Duration.ofMinutes(3));

        assertThat(ChangeLine.of(leak))
                .isEqualTo("tokyo: green → red (was green for 3 min): exit-on-home-line, dns-leak");
        assertThat(ChangeLine.of(Sights.of("tokyo", Status.YELLOW)
                        .found(Colour.YELLOW, Fact.DNS_LEAK)
                        .after(Transition.Kind.GRAVER, Status.YELLOW, Duration.ofMinutes(3))))
                .isEqualTo("tokyo: still yellow, for a graver reason: dns-leak");
    }

    @Test
    void firstSightsMovesAndStopsAreToldApart() {
        assertThat(ChangeLine.of(TOKYO.first())).isEqualTo("tokyo: first seen, green, by 203.0.113.10");
        assertThat(ChangeLine.of(TOKYO.at("203.0.113.99", 64501, "SE")
                        .after(Transition.Kind.EXIT_MOVED, Status.GREEN, Duration.ZERO)))
                .isEqualTo("tokyo: still green, moved from 203.0.113.10 to 203.0.113.99");
        assertThat(ChangeLine.of(
                        TOKYO.stoppedInOrder().after(Transition.Kind.STOPPED, Status.GREEN, Duration.ofHours(2))))
                .isEqualTo("tokyo: green → stopped, as it said (was green for 2 h)");
    }
}
