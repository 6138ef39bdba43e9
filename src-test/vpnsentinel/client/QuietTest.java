package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.RED;
import static vpnsentinel.client.TestClient.seenFrom;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whom a client asks that the server calls exposed. */
class QuietTest {
    private final TestClient client = new TestClient();

    @Test
    void whileTheServerSaysRedNobodyElseIsAskedUntilSomethingChanges() {
        client.isProtected();
        client.beats.answered(seenFrom("203.0.113.7"));
        Round exposed = client.begin();
        client.deliveries.delivered(exposed, RED);

        assertThat(client.begin().probes()).isFalse();
        client.namespace.flap();
        client.looks();
        client.earlyReports.notice();
        Round changed = client.begin();
        assertThat(changed.probes()).isTrue();
        client.deliveries.delivered(changed, RED);
        assertThat(client.begin().probes()).isFalse();

        client.beats.answered(seenFrom("198.51.100.10"));

        assertThat(client.begin().probes()).isTrue();
    }

    @Test
    void whileTheServerSaysRedAllAreAskedOnceAnHourSinceAFirewallMayHaveMendedIt() {
        client.isProtected();
        client.beats.answered(seenFrom("203.0.113.7"));
        client.deliveries.delivered(client.begin(), RED);
        int asked = 0;
        for (int minute = 0; minute < 180; minute++, client.passSeconds(60)) {
            client.rounds.end();
            Optional<Round> round = client.rounds.begin();
            round.ifPresent(each -> client.deliveries.delivered(each, RED));
            if (round.filter(Round::probes).isPresent()) {
                assertThat(round.orElseThrow().asksAll()).isTrue();
                asked++;
            }
        }

        assertThat(asked).isBetween(2, 3);
    }

    @Test
    void aClientThatReachesItsServerInsideTheLanIsQuietToo() {
        client.isProtected();
        client.beats.answered(seenFrom("192.168.1.20"));
        assertThat(client.rounds.isQuiet()).isFalse();
        client.deliveries.delivered(client.begin(), RED);

        assertThat(client.rounds.isQuiet()).isTrue();
        assertThat(client.begin().probes()).isFalse();
    }
}
