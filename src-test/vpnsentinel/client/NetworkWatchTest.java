package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;

class NetworkWatchTest {
    private final Namespace namespace = new Namespace();
    private final NetworkWatch watch = new NetworkWatch(namespace::look, namespace::sockets, List.of());

    private Instant now = Instant.EPOCH;

    private boolean changed() {
        watch.seePath(now);
        watch.seeSockets(now);
        return watch.change().isPresent();
    }

    private List<String> tunnels(NetworkWatch of) {
        of.seePath(now);
        return of.signs().path().map(PathSighting::tunnels).orElseThrow();
    }

    @Test
    void theFirstLookIsNoChange() {
        assertThat(changed()).isFalse();
        assertThat(changed()).isFalse();
        assertThat(watch.changes()).isZero();
    }

    @Test
    void aTunnelThatGoesAndComesIsAChangeEachTime() {
        changed();

        namespace.flap();
        assertThat(changed()).isTrue();
        assertThat(changed()).isFalse();
        namespace.flap();
        assertThat(changed()).isTrue();
        assertThat(watch.changes()).isEqualTo(2);
    }

    @Test
    void aTunnelOutOfWhichNothingComesIsLookedInto() {
        watch.seePath(now);
        watch.exitProven(List.of(Family.V4), 0);
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
        assertThat(watch.signs().path().map(PathSighting::stalled)).contains(true);
        namespace.carries(30, 8);
        assertThat(changed()).isTrue();
        assertThat(watch.signs().path().map(PathSighting::stalled)).contains(false);
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
        assertThat(watch.signs().sockets()).hasSize(1);
        namespace.program("198.51.100.10");
        assertThat(changed()).isFalse();

        assertThat(watch.signs().sockets()).hasSize(2);
    }

    @Test
    void aPointToPointInterfaceIsTheTunnelOnceTheExitIsProven() {
        assertThat(tunnels(watch)).isEmpty();

        assertThat(watch.exitProven(List.of(Family.V4), 0)).isTrue();
        assertThat(watch.exitProven(List.of(Family.V4), 0)).as("nothing new").isFalse();

        assertThat(tunnels(watch)).containsExactly("wg0");
    }

    @Test
    void aTunnelForEachFamilyStaysKnownThoughOneFamilyIsNotProvenThisTime() {
        namespace.hasAnotherTunnelForV6("tun6");
        watch.seePath(now);
        assertThat(watch.exitProven(List.of(Family.V4, Family.V6), 0)).isTrue();
        assertThat(tunnels(watch)).containsExactly("tun6", "wg0");

        assertThat(watch.exitProven(List.of(Family.V4), 0)).isFalse();

        assertThat(tunnels(watch)).containsExactly("tun6", "wg0");
    }

    @Test
    void theTunnelStaysKnownWhenItIsGone() {
        watch.seePath(now);
        watch.exitProven(List.of(Family.V4), 0);

        namespace.tunnelGoesDown();

        assertThat(tunnels(watch)).containsExactly("wg0");
    }

    @Test
    void anInterfaceWithoutThatFlagIsNoTunnel() {
        namespace.isNoTunnel();
        watch.seePath(now);

        assertThat(watch.exitProven(List.of(Family.V4), 0)).isFalse();
    }

    @Test
    void thatNoTunnelIsKnownThoughTheExitIsProvenIsToldOnce() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(NetworkWatch.class);
        lines.start();
        logger.addAppender(lines);
        try {
            namespace.isNoTunnel();
            watch.seePath(now);
            watch.exitProven(List.of(Family.V4), 0);
            watch.exitProven(List.of(Family.V4), 0);
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("no tunnel is known"))
                .singleElement()
                .asString()
                .contains("wg0", "VPN_SENTINEL_TUNNEL_INTERFACES");
    }

    @Test
    void aFamilyWhoseExitWasNotProvenTeachesNothing() {
        watch.seePath(now);

        assertThat(watch.exitProven(List.of(Family.V6), 0)).isFalse();
        assertThat(watch.exitProven(List.of(Family.V4), 7))
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
