package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Silence right after this server's own address has changed: clients that call it by a name need a while to follow. */
class LeftBehindTest {
    private final Harbour harbour = new Harbour();
    private final Harbour.Boat named =
            harbour.boat("named").interval(300).announces(5).followsName();
    private final Harbour.Boat other =
            harbour.boat("other").interval(300).announces(5).followsName();
    private final Harbour.Boat numbered = harbour.boat("numbered").interval(300).announces(5);

    @BeforeEach
    void areHeard() {
        for (Harbour.Boat boat : List.of(named, other, numbered)) {
            boat.sends();
        }
        pass(1);
        for (Harbour.Boat boat : List.of(named, other, numbered)) {
            boat.sends();
            boat.beats();
        }
        harbour.told.clear();
        harbour.missed = false;
    }

    private void pass(int seconds) {
        harbour.pass(Duration.ofSeconds(seconds));
    }

    @Test
    void whoFollowsANameIsGivenTwoMinutesAndThenAllAreToldTogether() {
        pass(20);
        harbour.moved = Optional.of(harbour.now);

        pass(99);
        assertThat(harbour.news()).as("the address that it was given is gone").containsExactly("STATUS green>silent");
        assertThat(harbour.told.get(0).client().id()).isEqualTo("numbered");
        pass(20);
        assertThat(named.view().status()).isEqualTo(Status.GREEN);
        pass(1);

        List<Transition> behind = harbour.told.subList(1, 3);
        assertThat(behind).extracting(Transition::kind).containsOnly(Transition.Kind.LEFT_BEHIND);
        assertThat(behind).extracting(Transition::together).containsOnly(List.of("named", "other"));
        assertThat(named.view().status()).isEqualTo(Status.SILENT);
        pass(300);
        assertThat(harbour.told).hasSize(3);
    }

    @Test
    void whoFollowsInTimeIsNeverSilent() {
        pass(20);
        harbour.moved = Optional.of(harbour.now);
        pass(90);
        named.beats();
        other.beats();
        pass(29);

        assertThat(harbour.news()).containsExactly("STATUS green>silent"); // of the one without a name
    }

    @Test
    void whoWasHeardSinceTheMoveHasFollowedAndIsSilentAsEver() {
        harbour.moved = Optional.of(harbour.now.minusSeconds(1));

        pass(30);

        assertThat(harbour.news()).containsExactly("STATUS green>silent", "STATUS green>silent", "STATUS green>silent");
    }

    @Test
    void aMoveThatIsLongPastExplainsNoSilence() {
        Harbour.Boat slow = harbour.boat("slow").interval(60).followsName();
        slow.sends();
        harbour.pass(Duration.ofSeconds(1));
        slow.sends();
        harbour.moved = Optional.of(harbour.now);

        pass(210);

        assertThat(slow.view().status())
                .as("due two and a half minutes after the move")
                .isEqualTo(Status.SILENT);
    }

    @Test
    void evidenceIsJudgedAtOnce() {
        harbour.moved = Optional.of(harbour.now);

        named.exits(Harbour.HOME, Harbour.HOME).sends();

        assertThat(harbour.news()).containsExactly("STATUS green>red");
    }

    @Test
    void beforeItsSilenceIsDueTheServerIsToLookWhetherItMovedItself() {
        pass(9);
        assertThat(harbour.missed).isFalse();
        pass(1);
        assertThat(harbour.missed).isTrue();

        harbour.missed = false;
        harbour.moved = Optional.of(harbour.now);
        pass(5);
        assertThat(harbour.missed).as("that is known by now").isFalse();
    }

    @Test
    void whoIsGivenAnAddressMakesNobodyLook() {
        named.stops();
        other.stops();
        harbour.missed = false;

        pass(60);

        assertThat(harbour.missed).isFalse();
    }
}
