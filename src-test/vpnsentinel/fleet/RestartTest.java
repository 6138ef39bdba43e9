package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static vpnsentinel.fleet.Harbour.HOME;
import static vpnsentinel.fleet.Harbour.HOME_RESOLVER;
import static vpnsentinel.fleet.Harbour.OTHER_VPN;
import static vpnsentinel.fleet.Harbour.VPN_RESOLVER;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A restart of the server is no news: what was known is known, what was told is not told again, and nobody was silent. */
class RestartTest {
    private static final Duration AWAY = Duration.ofHours(3);

    private final Harbour harbour = new Harbour();

    private Harbour.Boat known() {
        Harbour.Boat boat = harbour.boat("tokyo").interval(60).announces(5);
        boat.sends();
        harbour.pass(Duration.ofSeconds(2));
        boat.sends();
        boat.beats();
        return boat;
    }

    @Test
    void aClientThatGoesOnAsBeforeIsNoNews() {
        Harbour.Boat boat = known();
        ClientView before = boat.view();
        harbour.told.clear();

        harbour.restartsAfter(AWAY);

        assertThat(boat.view()).isEqualTo(before);
        assertThat(boat.beats()).as("it need not look again").isFalse();
        boat.sends();
        harbour.pass(Duration.ofSeconds(20));
        assertThat(harbour.told).isEmpty();
        assertThat(boat.view().since()).isEqualTo(before.since());
    }

    @Test
    void aLeakIsToldOnceAcrossARestart() {
        Harbour.Boat boat = known().exits(HOME, HOME);
        boat.sends();
        assertThat(harbour.news()).last().isEqualTo("STATUS green>red");
        harbour.told.clear();

        harbour.diesFor(AWAY);
        boat.sends();
        harbour.pass(Duration.ofSeconds(25));

        assertThat(harbour.told).isEmpty();
        boat.exits(OTHER_VPN, OTHER_VPN).resolver(VPN_RESOLVER).sends();
        harbour.pass(Duration.ofSeconds(2));
        assertThat(harbour.told).isNotEmpty();
    }

    @Test
    void aLeakThatBeganWhileTheServerWasAwayIsNews() {
        Harbour.Boat boat = known();
        harbour.told.clear();

        harbour.restartsAfter(AWAY);
        boat.exits(HOME, HOME).sends();

        assertThat(harbour.news()).containsExactly("STATUS green>red");
    }

    @Test
    void aYellowThatNeedsALookUpDoesNotTurnGreenMeanwhile() {
        Harbour.Boat boat = known().resolver(HOME_RESOLVER);
        boat.sends();
        harbour.pass(Duration.ofSeconds(2));
        assertThat(boat.view().status()).isEqualTo(Status.YELLOW);
        harbour.told.clear();

        harbour.restartsAfter(AWAY);
        boat.sends();
        harbour.pass(Duration.ofSeconds(5));
        boat.sends();
        harbour.pass(Duration.ofSeconds(5));

        assertThat(harbour.told).isEmpty();
        assertThat(boat.view().status()).isEqualTo(Status.YELLOW);
    }

    @Test
    void nobodyWasSilentWhileTheServerWasAway() {
        Harbour.Boat boat = known();
        Instant seen = boat.view().lastSeen();
        harbour.told.clear();

        harbour.restartsAfter(AWAY);
        harbour.pass(Duration.ofSeconds(29));

        assertThat(harbour.told).isEmpty();
        harbour.pass(Duration.ofSeconds(2));
        assertThat(harbour.news()).containsExactly("STATUS green>silent");
        assertThat(boat.view().lastSeen()).isEqualTo(seen);
    }

    @Test
    void aSilenceThatWasToldStaysToldUntilItEnds() {
        Harbour.Boat boat = known();
        harbour.pass(Duration.ofSeconds(40));
        assertThat(harbour.news()).last().isEqualTo("STATUS green>silent");
        harbour.told.clear();

        harbour.diesFor(AWAY);
        harbour.pass(Duration.ofMinutes(2));

        assertThat(harbour.told).isEmpty();
        boat.sends();
        assertThat(harbour.news()).containsExactly("RETURNED silent>green");
    }

    @Test
    void aClientOfWhichNothingWasToldYetIsKnown() {
        Harbour.Boat boat = harbour.boat("oslo").noResolver();
        boat.sends();
        assertThat(harbour.told).as("it settles").isEmpty();

        harbour.diesFor(Duration.ofSeconds(3));
        harbour.pass(Duration.ofSeconds(10));

        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->yellow");
    }

    @Test
    void aLateKeepaliveIsLateStill() {
        Harbour.Boat boat = known();
        harbour.told.clear();

        harbour.restartsAfter(AWAY);
        boat.exits(HOME, HOME).sendsAgain(1);

        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        assertThat(harbour.told).isEmpty();
    }

    @Test
    void itIsSaidWhoIsBackAndWhoIsNot() {
        Harbour.Boat tokyo = known();
        harbour.boat("oslo").sends();
        harbour.pass(Duration.ofSeconds(2));

        harbour.restartsAfter(AWAY);
        assertThat(harbour.fleet.wasKnown()).isTrue();
        assertThat(harbour.fleet.comeback().missing()).containsExactly("oslo", "tokyo");
        tokyo.beats();

        assertThat(harbour.fleet.comeback().asBefore()).isEqualTo(1);
        assertThat(harbour.fleet.comeback().missing()).containsExactly("oslo");
    }

    @Test
    void aClientThatWasForgottenIsNewWhenItComesBack() {
        Harbour.Boat boat = known();
        harbour.told.clear();

        assertThat(harbour.fleet.forget("tokyo", harbour.now)).isTrue();
        assertThat(harbour.fleet.forget("tokyo", harbour.now)).isFalse();
        harbour.restartsAfter(AWAY);
        harbour.pass(Duration.ofMinutes(20));

        assertThat(harbour.told).as("it is not missed").isEmpty();
        boat.boot("boot-2").sends();
        harbour.pass(Duration.ofSeconds(2));
        boat.sends();
        assertThat(harbour.news()).containsExactly("FIRST_SIGHT ->green");
    }

    @Test
    void whatIsSteadyIsNotKeptEachTime() {
        known();
        harbour.fleet.takeChanged();

        assertThat(harbour.fleet.takeChanged()).isEmpty();
    }
}
