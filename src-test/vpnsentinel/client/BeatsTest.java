package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.client.TestClient.GREEN;
import static vpnsentinel.client.TestClient.RED;
import static vpnsentinel.client.TestClient.seen;
import static vpnsentinel.client.TestClient.seenFrom;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Asn;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.KeepaliveAnswer;

/** When a client beats, and what the answers make it do. */
class BeatsTest {
    private final TestClient client = new TestClient();

    @Test
    void beatsGoOnlyToAServerThatGivesVerdictsAndAreAnnouncedAtOnce() {
        assertThat(client.beats.begin()).isFalse();
        Round round = client.isProtected();
        assertThat(client.beats.begin()).isTrue();
        assertThat(client.beats.begin()).as("a second has not passed").isFalse();
        assertThat(client.sent(round).report().orElseThrow().beat())
                .as("whoever falls silent before the second keepalive is missed as soon")
                .isEqualTo(Duration.ofSeconds(5));

        client.beats.answered(seenFrom("198.51.100.10"));

        assertThat(client.sent(round).report().orElseThrow().beat()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aServerThatNeverTookABeatIsSparedThemForAnHour() {
        Round round = client.isProtected();

        client.beats.refused(404);

        assertThat(client.sent(round).report().orElseThrow().beat()).isZero();
        client.passSeconds(100);
        assertThat(client.beats.begin()).as("the server does not know beats").isFalse();
    }

    @Test
    void aBeatThatArrivesFromElsewhereOrdersARoundByAllSources() {
        client.isProtected();
        client.begin();
        client.rounds.end();
        client.beats.answered(seenFrom("198.51.100.10"));
        assertThat(client.rounds.begin()).isEmpty();

        client.beats.answered(seenFrom("203.0.113.7"));

        assertThat(client.rounds.begin()).map(Round::asksAll).contains(true);
    }

    @Test
    void aPoolOfExitAddressesOrdersAFewRoundsAndAnotherNetworkOneAtOnce() {
        client.isProtected();
        int all = 0;
        for (int second = 0; second < 600; second++) {
            client.passSeconds(1);
            if (client.beats.begin()) {
                client.beats.answered(seenFrom("203.0.113." + (10 + second % 4)));
            }
            all += roundSeesPool("203.0.113." + (10 + second % 4)) ? 1 : 0;
        }
        assertThat(all).isBetween(1, 4);

        client.beats.answered(seenFrom("198.51.100.20"));

        assertThat(client.rounds.begin()).map(Round::asksAll).contains(true);
    }

    /** Runs the round that is due, if any; says whether it asks all. */
    private boolean roundSeesPool(String address) {
        client.rounds.end();
        Optional<Round> due = client.rounds.begin();
        due.ifPresent(round -> {
            round.sawExits(List.of(seen("a", address, "", Optional.of(new Asn(64500)))));
            client.sent(round);
            client.deliveries.delivered(round, GREEN);
        });
        return due.filter(Round::asksAll).isPresent();
    }

    @Test
    void theHomeLineIsNewsAtOnceAlsoTheSecondTime() {
        client.isProtected();
        client.beats.answered(seenFrom("203.0.113.10"));
        for (int time = 0; time < 3; time++) {
            assertThat(sightOf("192.0.2.7", Optional.of(new Asn(64499)), RED))
                    .as("drop %d", time)
                    .isTrue();
            assertThat(sightOf("203.0.113.10", Optional.of(new Asn(64500)), GREEN))
                    .as("return %d", time)
                    .isTrue();
        }
    }

    /** A beat shows that address, and the round that it orders shows that network; says whether it orders one. */
    private boolean sightOf(String address, Optional<Asn> network, KeepaliveAnswer verdict) {
        client.passSeconds(20);
        client.rounds.end();
        client.beats.answered(seenFrom(address));
        Optional<Round> due = client.rounds.begin().filter(Round::asksAll);
        due.ifPresent(round -> {
            round.sawExits(List.of(seen("a", address, "", network)));
            client.sent(round);
            client.deliveries.delivered(round, verdict);
        });
        return due.isPresent();
    }

    @Test
    void theServerMayOrderARoundInItsAnswerToABeat() {
        client.isProtected();
        client.begin();
        client.rounds.end();

        client.beats.answered(new BeatAnswer(Optional.empty(), true, Optional.empty()));

        assertThat(client.rounds.begin()).isPresent();
    }

    @Test
    void aServerThatIsReachedAgainIsToldEverythingAtOnce() {
        client.isProtected();
        client.begin();
        client.rounds.end();

        client.beats.refused(502);
        client.beats.lost();
        client.beats.answered(seenFrom("198.51.100.10"));

        assertThat(client.rounds.begin()).isPresent();
    }
}
