package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import vpnsentinel.wire.Report;

/** What the numbers of a client's keepalives tell: late ones, restarts, and twins. */
class IncarnationsTest {
    private final Incarnations incarnations = new Incarnations();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private static Report report(String boot, long sequence) {
        return new Report(boot, sequence, Duration.ofSeconds(60), Duration.ZERO, List.of(), List.of());
    }

    private void take(String boot, long sequence) {
        incarnations.take(report(boot, sequence), now);
        now = now.plusSeconds(1);
    }

    @Test
    void aNumberThatWasTakenIsLateAndAHigherOneIsNot() {
        assertThat(incarnations.isLate(report("one", 1))).isFalse();
        take("one", 5);

        assertThat(incarnations.isLate(report("one", 4))).isTrue();
        assertThat(incarnations.isLate(report("one", 5))).isTrue();
        assertThat(incarnations.isLate(report("one", 6))).isFalse();
        assertThat(incarnations.isLate(report("two", 1))).isFalse();
    }

    @Test
    void aLateKeepaliveOfAnEarlierStartIsLateToo() {
        take("one", 5);
        take("two", 1);

        assertThat(incarnations.isLate(report("one", 5))).isTrue();
    }

    @Test
    void restartsAreNoTwinsHoweverMany() {
        for (int start = 1; start <= 20; start++) {
            take("start-" + start, 1);
            take("start-" + start, 2);
        }

        assertThat(incarnations.areTwins(now)).isFalse();
    }

    @Test
    void aKeepaliveThatARestartOvertookIsNoTwin() {
        take("one", 1);
        take("two", 1);
        take("one", 2);
        take("two", 2);

        assertThat(incarnations.areTwins(now)).isFalse();
    }

    @Test
    void aStartThatComesBackTwiceIsATwin() {
        take("one", 1);
        take("two", 1);
        take("one", 2);
        take("two", 2);
        take("one", 3);

        assertThat(incarnations.areTwins(now)).isTrue();
    }

    @Test
    void twinsAreForgottenWhileOneOfThemGoesOn() {
        for (int number = 1; number <= 3; number++) {
            take("one", number);
            take("two", number);
        }
        assertThat(incarnations.areTwins(now)).isTrue();

        for (int number = 4; number <= 7; number++) {
            now = now.plusSeconds(59);
            take("two", number);
        }
        assertThat(incarnations.areTwins(now)).isFalse();
        take("one", 4);
        assertThat(incarnations.areTwins(now)).as("counted anew").isFalse();
    }

    @Test
    void theWorstColourOfTwinsCounts() {
        take("one", 1);
        assertThat(incarnations.worst(Colour.RED, now)).isEqualTo(Colour.RED);
        take("two", 1);
        assertThat(incarnations.worst(Colour.GREEN, now)).as("a restart").isEqualTo(Colour.GREEN);
        take("one", 2);
        incarnations.worst(Colour.RED, now);
        take("two", 2);
        incarnations.worst(Colour.GREEN, now);
        take("one", 3);
        incarnations.worst(Colour.RED, now);
        take("two", 3);

        assertThat(incarnations.worst(Colour.GREEN, now)).isEqualTo(Colour.RED);
    }
}
