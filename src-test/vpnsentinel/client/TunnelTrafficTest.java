package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.client.TunnelTraffic.State;
import vpnsentinel.probe.Counters;

class TunnelTrafficTest {
    private final TunnelTraffic flow = new TunnelTraffic();
    private Instant now = Instant.EPOCH;
    private long sent = 100;
    private long received = 100;

    private State look() {
        flow.look(Optional.of(new Counters(sent, received)), now);
        now = now.plusSeconds(1);
        return flow.state();
    }

    private int secondsUntil(State state) {
        for (int seconds = 1; seconds <= 1_000; seconds++) {
            sent++;
            if (look() == state) {
                return seconds;
            }
        }
        throw new AssertionError("never " + state);
    }

    @Test
    void anIdleTunnelIsNeverDoubted() {
        for (int second = 0; second < 600; second++) {
            assertThat(look()).isEqualTo(State.FLOWS);
        }
    }

    @Test
    void whatTheKernelSendsByItselfIsNoConversation() {
        look();
        for (int gap : new int[] {1, 4, 8, 16, 32, 64, 128, 256}) {
            sent++;
            for (int second = 0; second < gap; second++) {
                assertThat(look()).isEqualTo(State.FLOWS);
            }
        }
    }

    @Test
    void aTunnelThatSwallowsEverythingIsStalledWithinSeventeenSeconds() {
        look();

        assertThat(secondsUntil(State.DOUBTED)).isLessThanOrEqualTo(11);
        assertThat(secondsUntil(State.STALLED)).isLessThanOrEqualTo(6);
    }

    @Test
    void beatsAloneAreTrafficEnough() {
        look();
        int seconds = 0;
        while (flow.state() != State.STALLED && seconds < 100) {
            sent += seconds % 5 < 2 ? 1 : 0;
            look();
            seconds++;
        }

        assertThat(seconds).isLessThanOrEqualTo(20);
    }

    @Test
    void onePacketOutOfTheTunnelClearsIt() {
        secondsUntil(State.STALLED);

        received++;

        assertThat(look()).isEqualTo(State.FLOWS);
    }

    @Test
    void aStalledTunnelStaysSoWhileNobodySends() {
        secondsUntil(State.STALLED);

        for (int second = 0; second < 60; second++) {
            assertThat(look()).isEqualTo(State.STALLED);
        }
    }

    @Test
    void whoOnlySendsIsDoubtedMoreAndMoreSeldom() {
        int doubts = 0;
        for (int second = 0; second < 3_600; second++) {
            sent++;
            if (look() == State.DOUBTED) {
                doubts++;
                received++; // the round's own answers
                look();
            }
        }

        assertThat(doubts).isBetween(5, 18);
        now = now.plusSeconds(2 * 3_600);
        look();
        assertThat(secondsUntil(State.DOUBTED)).as("forgiven").isLessThanOrEqualTo(12);
    }

    @Test
    void anotherInterfaceUnderItsNameStartsAnew() {
        secondsUntil(State.STALLED);

        sent = 0;
        received = 0;

        assertThat(look()).isEqualTo(State.FLOWS);
    }

    @Test
    void withoutCountersNothingIsDoubted() {
        secondsUntil(State.DOUBTED);

        flow.look(Optional.empty(), now);

        assertThat(flow.state()).isEqualTo(State.FLOWS);
    }
}
