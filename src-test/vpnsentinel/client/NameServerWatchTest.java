package vpnsentinel.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.probe.NameServer;
import vpnsentinel.probe.ResolverPulse;

/** A name server is {@code 10.2.0.1} in the tunnel {@code wg0}; this server is public and reached by the tunnel, unless said. */
class NameServerWatchTest {
    private static final String ONE = "10.2.0.1";
    private static final String OTHER = "10.2.0.2";
    private static final String TUNNEL = "wg0";

    private final NameServerWatch watch = new NameServerWatch();

    private static RouteChoice way(RouteChoice.Role role, String target, String via) {
        return new RouteChoice(
                role,
                Address.parse(target).orElseThrow(),
                via,
                via.isEmpty() ? Optional.empty() : Address.parse("10.9.9.9"));
    }

    /** The kernel's ways: to the internet, to this server, and to the name server. */
    private static PathSighting ways(List<String> tunnels, String internet, RouteChoice server, RouteChoice... names) {
        List<RouteChoice> choices =
                new ArrayList<>(List.of(way(RouteChoice.Role.INTERNET, "192.0.2.1", internet), server));
        choices.addAll(List.of(names));
        return new PathSighting(tunnels, choices, List.of(), false, false);
    }

    private static RouteChoice server(String address, String via) {
        return way(RouteChoice.Role.SERVER, address, via);
    }

    private static RouteChoice names(String address, String via) {
        return way(RouteChoice.Role.NAME_SERVER, address, via);
    }

    private static final PathSighting INSIDE =
            ways(List.of(TUNNEL), TUNNEL, server("203.0.113.7", TUNNEL), names(ONE, TUNNEL));

    private static ResolverPulse.Beat beat(String address, boolean answered) {
        NameServer server =
                new NameServer(address, Address.parse(address).orElseThrow(), new InetSocketAddress(address, 53));
        return new ResolverPulse.Beat(server, answered ? Optional.empty() : Optional.of("no answer in time"));
    }

    private void tries(ResolverPulse.Beat... beats) {
        watch.begin();
        watch.take(List.of(beats));
    }

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            tries(beat(ONE, false));
        }
    }

    private boolean isDead() {
        return watch.silent().equals(Optional.of(new SilentNameServers(List.of(ONE), true)));
    }

    private boolean isDeadWith(PathSighting ways) {
        fails(1);
        watch.beatAnswered(ways);
        fails(2);
        return isDead();
    }

    @Test
    void whatFailedWhileTheServerWasNotReachedEitherIsNoSignOfDeath() {
        fails(2);
        watch.beatLost();
        watch.beatAnswered(INSIDE);
        fails(2);

        assertThat(isDead()).isFalse();
        watch.beatAnswered(INSIDE);
        fails(1);
        assertThat(isDead()).isTrue();
        watch.beatLost();
        assertThat(isDead()).as("who is dead stays so until he answers").isTrue();
    }

    @Test
    void threeFailuresAroundAnAnsweredBeatAreDeath() {
        tries(beat(ONE, true));
        fails(1);
        assertThat(watch.isUndecided()).isTrue();
        watch.beatAnswered(INSIDE);
        fails(1);
        assertThat(watch.silent()).isEmpty();
        fails(1);

        assertThat(isDead()).isTrue();
        assertThat(watch.isUndecided()).as("nothing more to find out").isFalse();
    }

    @Test
    void anAnswerBringsItBackToLife() {
        isDeadWith(INSIDE);

        tries(beat(ONE, true));

        assertThat(watch.silent()).isEmpty();
        fails(2);
        assertThat(watch.silent()).as("counted anew").isEmpty();
    }

    @Test
    void withoutAnAnsweredBeatNobodyIsDead() {
        watch.beatAnswered(INSIDE);
        fails(20);

        assertThat(watch.silent()).isEmpty();
        assertThat(watch.isUndecided()).as("no hurry any more").isFalse();
    }

    @Test
    void aTunnelThatComesBackKillsNobody() {
        fails(9);
        watch.beatAnswered(
                INSIDE); // the first sign of life after the stall, and the question of before is still waiting
        assertThat(watch.silent()).isEmpty();

        watch.take(List.of(beat(ONE, false)));
        assertThat(watch.silent())
                .as("that try began before the beat was answered")
                .isEmpty();
        tries(beat(ONE, true));

        assertThat(watch.silent()).isEmpty();
    }

    @Test
    void oneOfTwoIsNamedAloneAndBothTogether() {
        for (int i = 0; i < 3; i++) {
            tries(beat(ONE, false), beat(OTHER, true));
        }
        assertThat(watch.silent()).contains(new SilentNameServers(List.of(ONE), false));

        tries(beat(ONE, false), beat(OTHER, false));
        assertThat(watch.silent()).as("the other failed once").contains(new SilentNameServers(List.of(ONE), false));
        watch.beatAnswered(
                ways(List.of(TUNNEL), TUNNEL, server("203.0.113.7", TUNNEL), names(ONE, TUNNEL), names(OTHER, TUNNEL)));
        tries(beat(ONE, false), beat(OTHER, false));
        tries(beat(ONE, false), beat(OTHER, false));

        assertThat(watch.silent()).contains(new SilentNameServers(List.of(ONE, OTHER), true));
    }

    @Test
    void anotherNameServerInForceBeginsAnew() {
        isDeadWith(INSIDE);

        tries(beat(OTHER, false));

        assertThat(watch.silent()).isEmpty();
    }

    @Test
    void aBeatByTheLanProvesNothingOfTheTunnel() {
        assertThat(isDeadWith(ways(List.of(TUNNEL), TUNNEL, server("192.168.1.10", "eth0"), names(ONE, TUNNEL))))
                .isFalse();
    }

    @Test
    void aBeatByTheLanProvesNothingOfWhomAForwarderAsks() {
        NameServerWatch forwarder = new NameServerWatch();
        for (int i = 0; i < 3; i++) {
            forwarder.begin();
            forwarder.take(List.of(beat("127.0.0.11", false)));
            forwarder.beatAnswered(
                    ways(List.of(TUNNEL), TUNNEL, server("192.168.1.10", "eth0"), names("127.0.0.11", "lo")));
        }
        assertThat(forwarder.silent()).isEmpty();

        for (int i = 0; i < 2; i++) {
            forwarder.beatAnswered(
                    ways(List.of(TUNNEL), TUNNEL, server("203.0.113.7", TUNNEL), names("127.0.0.11", "lo")));
            forwarder.begin();
            forwarder.take(List.of(beat("127.0.0.11", false)));
        }
        assertThat(forwarder.silent()).isPresent();
    }

    @Test
    void oneOnTheLanIsDeadWhereAnyBeatIsAnswered() {
        assertThat(isDeadWith(ways(List.of(TUNNEL), TUNNEL, server("192.168.1.10", "eth0"), names(ONE, "eth0"))))
                .isTrue();
    }

    @Test
    void aStalledOrLostTunnelExplainsTheSilence() {
        assertThat(isDeadWith(INSIDE.intoStalledTunnel())).isFalse();
        assertThat(isDeadWith(ways(List.of(TUNNEL), "eth0", server("203.0.113.7", "eth0"), names(ONE, "eth0"))))
                .isFalse();
    }

    @Test
    void withTheVpnOnARouterOnlyAPublicServerProvesTheWay() {
        assertThat(isDeadWith(ways(List.of(), "eth0", server("192.168.1.10", "eth0"), names(ONE, "eth0"))))
                .isFalse();
        watch.rest();
        assertThat(isDeadWith(ways(List.of(), "eth0", server("203.0.113.7", "eth0"), names(ONE, "eth0"))))
                .isTrue();
    }
}
