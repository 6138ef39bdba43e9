package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What beats between keepalives bring: signs of life, a witness, and orders to look again. */
class BeatTest {
    private static final String HOME_PEER = Harbour.HOME;
    private static final String VPN_PEER = Harbour.VPN;

    private final Harbour harbour = new Harbour();
    private final Harbour.Boat boat =
            harbour.boat("office").interval(300).announces(5).from(VPN_PEER, false);

    /** Beats every five seconds for so long; says whether any of them brought an order. */
    private boolean beatsFor(Duration time) {
        boolean ordered = false;
        for (long s = 0; s < time.toSeconds(); s += 5) {
            harbour.pass(Duration.ofSeconds(5));
            ordered |= boat.beats();
        }
        return ordered;
    }

    private void greenAndKnown() {
        boat.sends();
        harbour.pass(Duration.ofSeconds(1));
        boat.sends();
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void aClientThatIsNotKnownIsToldToShowItself() {
        assertThat(boat.beats()).isTrue();
        assertThat(harbour.fleet.views(harbour.now)).isEmpty();
    }

    @Test
    void beatsKeepAClientAliveAndOrderNothing() {
        greenAndKnown();

        assertThat(beatsFor(Duration.ofMinutes(15))).isFalse();

        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        assertThat(boat.view().lastSeen()).isEqualTo(harbour.now);
        assertThat(harbour.fleet.lastHeard()).isEqualTo(harbour.now);
    }

    @Test
    void whoseKeepalivesDoNotArriveIsSilentHoweverOftenItBeats() {
        greenAndKnown();

        boolean ordered = beatsFor(Duration.ofMinutes(16));

        assertThat(boat.view().status()).isEqualTo(Status.SILENT);
        assertThat(boat.view().notes()).contains("Its signs of life arrive, its reports do not.");
        assertThat(ordered).as("it is asked for one").isTrue();
        boat.sends();
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        assertThat(boat.view().notes()).isEmpty();
    }

    @Test
    void aStartThatWasReplacedAndStillBeatsIsATwin() {
        greenAndKnown();
        boat.boot("boot-2").sends();
        boat.boot("boot-1");
        boat.beats();
        harbour.pass(Duration.ofSeconds(14));
        boat.beats();
        assertThat(boat.view().status()).as("it may be ending").isEqualTo(Status.GREEN);

        harbour.pass(Duration.ofSeconds(1));
        boat.beats();
        boat.beats();
        harbour.pass(Duration.ofSeconds(1));

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().id())
                .containsExactly("two-clients-one-id");
    }

    @Test
    void silenceIsSixMissedBeats() {
        greenAndKnown();
        beatsFor(Duration.ofSeconds(60));

        harbour.pass(Duration.ofSeconds(29));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        harbour.pass(Duration.ofSeconds(1));
        assertThat(boat.view().status()).isEqualTo(Status.SILENT);

        assertThat(boat.beats()).isTrue();
        assertThat(boat.view().status()).as("until it shows evidence").isEqualTo(Status.SILENT);
        boat.sends();
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void beatsThatNeverArriveMakeNobodySilent() {
        greenAndKnown();

        harbour.pass(Duration.ofSeconds(290));

        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void beatsThatNoLongerArriveMakeAClientSilentOnce() {
        greenAndKnown();
        beatsFor(Duration.ofSeconds(300));
        harbour.pass(Duration.ofSeconds(300));
        assertThat(boat.view().status()).isEqualTo(Status.SILENT);
        boat.sends();

        harbour.pass(Duration.ofSeconds(290));

        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
    }

    @Test
    void anotherPublicPeerOrdersEvidenceAndSaysNothingYet() {
        greenAndKnown();
        beatsFor(Duration.ofSeconds(10));
        boat.from(HOME_PEER, false);

        assertThat(boat.beats()).isTrue();
        assertThat(boat.beats()).as("not with every beat").isFalse();
        harbour.pass(Duration.ofSeconds(3));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);

        boat.exits(Harbour.HOME, Harbour.HOME).sends();
        assertThat(boat.view().status()).isEqualTo(Status.RED);
        assertThat(boat.beats()).isFalse();
    }

    @Test
    void aWitnessWithoutEvidenceIsBelievedAfterTenSeconds() {
        greenAndKnown();
        boat.from(HOME_PEER, false).beats();

        harbour.pass(Duration.ofSeconds(9));
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);
        harbour.pass(Duration.ofSeconds(2));

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().id())
                .as("nobody else has seen the exit since it came by another way")
                .containsExactly("exit-suspected");
        harbour.pass(Duration.ofSeconds(11));
        assertThat(boat.view().status()).isEqualTo(Status.RED);
    }

    @Test
    void anOrderThatIsNotFollowedIsRepeatedOnceInAWhile() {
        greenAndKnown();
        boat.from(HOME_PEER, false);
        int orders = 0;
        for (int second = 0; second < 20; second++) {
            orders += boat.beats() ? 1 : 0;
            harbour.pass(Duration.ofSeconds(1));
        }

        assertThat(orders).isEqualTo(4);
    }

    @Test
    void aClockThatIsSetBackHoldsUpNoOrderAndNoWitness() {
        greenAndKnown();
        assertThat(boat.from(HOME_PEER, false).beats()).isTrue();

        harbour.now = harbour.now.minus(Duration.ofHours(3));
        harbour.fleet.stepped(Duration.ofHours(-3), harbour.now);
        harbour.pass(Duration.ofSeconds(11));

        assertThat(boat.view().findings())
                .extracting(each -> each.finding().id())
                .containsExactly("exit-suspected");
        assertThat(boat.beats()).isTrue();
    }

    @Test
    void aPoolOfAddressesIsAskedAboutEverLessOftenAndTheHomeLineAtOnce() {
        greenAndKnown();
        int orders = 0;
        for (int beat = 0; beat < 120; beat++) {
            harbour.pass(Duration.ofSeconds(5));
            if (boat.from(beat % 2 == 0 ? Harbour.VPN_POOL : VPN_PEER, false).beats()) {
                boat.sends();
                orders++;
            }
        }
        assertThat(orders).isBetween(1, 8);
        assertThat(boat.view().status()).isEqualTo(Status.GREEN);

        assertThat(boat.from(HOME_PEER, false).beats()).isTrue();
    }

    @Test
    void aMoveThatShowedAnotherLineMakesTheNextOneUrgentAgain() {
        greenAndKnown();
        for (int time = 0; time < 20; time++) {
            harbour.pass(Duration.ofSeconds(5));
            assertThat(boat.from(Harbour.OTHER_VPN, false).beats()).isTrue();
            boat.exits(Harbour.OTHER_VPN, Harbour.OTHER_VPN).sends();
            harbour.pass(Duration.ofSeconds(5));
            assertThat(boat.from(VPN_PEER, false).beats()).isTrue();
            boat.exits(VPN_PEER, VPN_PEER).sends();
        }
    }

    @Test
    void aSecondFamilyIsNoMove() {
        greenAndKnown();

        assertThat(boat.from("2001:db8::7", false).beats()).isFalse();
        assertThat(boat.from(VPN_PEER, false).beats()).isFalse();
        assertThat(boat.from("2001:db8::8", false).beats()).isTrue();
    }

    @Test
    void aPrivatePeerAndAStrangersProxyProveNothing() {
        greenAndKnown();

        assertThat(boat.from("192.168.1.50", false).beats()).isFalse();
        assertThat(boat.from(HOME_PEER, true).beats()).isFalse();
    }

    @Test
    void aSuspicionIsPutToTheClientWithTheNextBeat() {
        greenAndKnown();
        beatsFor(Duration.ofSeconds(5));
        boat.from("192.168.1.50", false).exits(Harbour.HOME, Harbour.VPN).sends();

        assertThat(boat.beats()).isTrue();
    }

    @Test
    void aNewStartIsAskedForItsEvidenceAndAnOldOneIsNot() {
        greenAndKnown();

        assertThat(boat.boot("boot-2").beats()).isTrue();
        boat.sends();
        harbour.pass(Duration.ofSeconds(10));
        assertThat(boat.beats()).isFalse();
        assertThat(boat.boot("boot-1").beats()).as("a twin lives too").isFalse();
    }

    @Test
    void aBeatThatAFarewellOvertookDoesNotWakeTheClient() {
        greenAndKnown();
        beatsFor(Duration.ofSeconds(5));
        boat.stops();

        assertThat(boat.beats()).isFalse();

        assertThat(boat.view().stopped()).isTrue();
        assertThat(boat.boot("boot-2").beats()).isTrue();
    }
}
