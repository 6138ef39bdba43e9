package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.probe.Surroundings;

/** When a client tries its kill switch. */
class KillSwitchAttemptsTest {
    private final TestClient client = new TestClient();

    @Test
    void theKillSwitchIsTriedOnceTheTunnelIsKnownAndEverySixHours() {
        client.looks();
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isEmpty();
        Round round = client.isProtected();
        client.earlyReports.notice();

        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isPresent();
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isEmpty();
        client.watch.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.OPEN, "seen"));

        client.passSeconds(1);
        assertThat(client.earlyReports.notice()).as("told at once").isPresent();
        assertThat(client.sent(round).report().orElseThrow().local().killSwitch())
                .isPresent();
        assertThat(client.lastSeen.exits()).map(Address::toString).containsExactly("203.0.113.10");
        assertThat(client.watch.killSwitchDue(
                        PublicReachability.UNKNOWN, client.now().plus(Duration.ofHours(6))))
                .isPresent();
    }

    private Optional<Surroundings> killSwitchDue(PublicReachability reachability) {
        return client.watch.killSwitchDue(reachability, client.now());
    }

    @Test
    void whatTheKillSwitchDidNotProveIsTriedAgainOnceTheServerIsReachedWellEnoughToProveIt() {
        PublicReachability open = new PublicReachability(true, Optional.empty());
        client.looks();
        client.isProtected();
        assertThat(killSwitchDue(PublicReachability.UNKNOWN)).isPresent();
        client.watch.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.NOT_PROVEN, "no answer"));

        assertThat(killSwitchDue(new PublicReachability(false, Optional.of(3_478))))
                .isEmpty();
        assertThat(killSwitchDue(open)).isPresent();
        assertThat(killSwitchDue(open)).as("once for each change").isEmpty();
        client.watch.sawKillSwitch(new KillSwitchSighting(KillSwitchSighting.Result.CLOSED, "no answer"));
        assertThat(killSwitchDue(new PublicReachability(true, Optional.of(3_478))))
                .isEmpty();
    }
}
