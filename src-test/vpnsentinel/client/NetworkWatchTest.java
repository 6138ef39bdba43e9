package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;

class NetworkWatchTest {
    private final Namespace namespace = new Namespace();
    private final NetworkWatch lookout = new NetworkWatch(namespace::look, namespace::sockets, List.of());

    private Instant now = Instant.EPOCH;

    private boolean changed() {
        lookout.seePath(now);
        lookout.seeSockets(now);
        return lookout.change().isPresent();
    }

    private List<String> tunnels(NetworkWatch of) {
        of.seePath(now);
        return of.signs().path().map(PathSighting::tunnels).orElseThrow();
    }

    @Test
    void theFirstLookIsNoChange() {
        assertThat(changed()).isFalse();
        assertThat(changed()).isFalse();
        assertThat(lookout.changes()).isZero();
    }

    @Test
    void aTunnelThatGoesAndComesIsAChangeEachTime() {
        changed();

        namespace.flap();
        assertThat(changed()).isTrue();
        assertThat(changed()).isFalse();
        namespace.flap();
        assertThat(changed()).isTrue();
        assertThat(lookout.changes()).isEqualTo(2);
    }

    @Test
    void aTunnelOutOfWhichNothingComesIsLookedInto() {
        lookout.seePath(now);
        lookout.exitProven(List.of(Family.V4), 0);
        List<Instant> changes = new ArrayList<>();

        for (int second = 0; second < 30; second++) {
            now = Instant.EPOCH.plusSeconds(second);
            namespace.carries(second, 7);
            if (changed()) {
                changes.add(now);
            }
        }

        assertThat(changes).as("doubted, then proven").hasSize(2);
        assertThat(changes.get(1)).isBeforeOrEqualTo(Instant.EPOCH.plusSeconds(17));
        assertThat(lookout.signs().path().map(PathSighting::stalled)).contains(true);
        namespace.carries(30, 8);
        assertThat(changed()).isTrue();
        assertThat(lookout.signs().path().map(PathSighting::stalled)).contains(false);
    }

    @Test
    void anEditedResolverConfigurationIsAChange() {
        changed();

        namespace.resolverConfiguration("nameserver 192.0.2.53");

        assertThat(changed()).isTrue();
    }

    @Test
    void aContainerThatStartsOnThisHostIsNoChangeAndALineToSomewhereIsOne() {
        changed();

        namespace.link("veth1a2b", false);
        assertThat(changed()).isFalse();
        namespace.link("veth3c4d", false, "fe80::42", "169.254.7.7");
        assertThat(changed()).isFalse();

        namespace.link("ppp0", true, "fe80::43");
        assertThat(changed()).isTrue();
        namespace.link("eth1", false, "fe80::44", "192.0.2.44");
        assertThat(changed()).isTrue();
    }

    @Test
    void aProgramBesideTheTunnelIsAChangeAndMoreOfTheSameIsNone() {
        changed();

        namespace.program("198.51.100.9");
        assertThat(changed()).isTrue();
        assertThat(lookout.signs().sockets()).hasSize(1);
        namespace.program("198.51.100.10");
        assertThat(changed()).isFalse();

        assertThat(lookout.signs().sockets()).hasSize(2);
    }

    @Test
    void aPointToPointInterfaceIsTheTunnelOnceTheExitIsProven() {
        assertThat(tunnels(lookout)).isEmpty();

        assertThat(lookout.exitProven(List.of(Family.V4), 0)).isTrue();
        assertThat(lookout.exitProven(List.of(Family.V4), 0)).as("nothing new").isFalse();

        assertThat(tunnels(lookout)).containsExactly("wg0");
    }

    @Test
    void aTunnelForEachFamilyStaysKnownThoughOneFamilyIsNotProvenThisTime() {
        namespace.hasAnotherTunnelForV6("tun6");
        lookout.seePath(now);
        assertThat(lookout.exitProven(List.of(Family.V4, Family.V6), 0)).isTrue();
        assertThat(tunnels(lookout)).containsExactly("tun6", "wg0");

        assertThat(lookout.exitProven(List.of(Family.V4), 0)).isFalse();

        assertThat(tunnels(lookout)).containsExactly("tun6", "wg0");
    }

    @Test
    void theTunnelStaysKnownWhenItIsGone() {
        lookout.seePath(now);
        lookout.exitProven(List.of(Family.V4), 0);

        namespace.tunnelGoesDown();

        assertThat(tunnels(lookout)).containsExactly("wg0");
    }

    @Test
    void anInterfaceWithoutThatFlagIsNoTunnel() {
        namespace.isNoTunnel();
        lookout.seePath(now);

        assertThat(lookout.exitProven(List.of(Family.V4), 0)).isFalse();
    }

    @Test
    void aFamilyWhoseExitWasNotProvenTeachesNothing() {
        lookout.seePath(now);

        assertThat(lookout.exitProven(List.of(Family.V6), 0)).isFalse();
        assertThat(lookout.exitProven(List.of(Family.V4), 7))
                .as("something changed since the probes began")
                .isFalse();
    }

    @Test
    void whatTheUserNamesIsNotLearntOtherwise() {
        NetworkWatch told = new NetworkWatch(namespace::look, namespace::sockets, List.of("tun7"));
        told.seePath(now);

        assertThat(told.exitProven(List.of(Family.V4), 0)).isFalse();

        assertThat(tunnels(told)).containsExactly("tun7");
    }

    @Test
    void aSystemThatShowsNothingIsNoNewsAtAll() {
        NetworkWatch blind = new NetworkWatch(tunnels -> Optional.empty(), namespace::sockets, List.of("wg0"));
        blind.seePath(now);

        assertThat(blind.change()).isEmpty();
        assertThat(blind.signs()).isEqualTo(LocalSigns.NONE);
    }
}
