package vpnsentinel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.Place;
import vpnsentinel.network.RouteChoice;

/** How long an IPv6 leak is believed when only IPv4 is seen any more. */
class OtherFamilyTest {
    private static final List<ExitSighting> V4 = List.of(seen("198.51.100.10"));
    private static final List<ExitSighting> BOTH = List.of(seen("198.51.100.10"), seen("2001:db8:7::1"));

    private static ExitSighting seen(String address) {
        return new ExitSighting(
                "one.test", "one.test", Address.parse(address).orElseThrow(), Network.UNKNOWN, Place.UNKNOWN);
    }

    private static ExitSighting seen(String address, long asn) {
        Network network = new Network(Optional.of(new Asn(asn)), "", Network.Kind.UNKNOWN);
        return new ExitSighting("one.test", "one.test", Address.parse(address).orElseThrow(), network, Place.UNKNOWN);
    }

    @Test
    void whatIsNotSeenIsTakenToHaveMovedWithWhatIsSeen() {
        List<ExitSighting> before = List.of(seen("198.51.100.10", 64501), seen("2001:db8:7::1", 64501));
        List<ExitSighting> pool = List.of(seen("198.51.100.11", 64501));
        List<ExitSighting> moved = List.of(seen("192.0.2.9", 64502));
        List<ExitSighting> onlyV6 = List.of(seen("2001:db8:7::1", 64501));

        assertThat(OtherFamily.of(pool, remembers(before, 0), LocalSigns.NONE).sightings())
                .hasSize(2);
        assertThat(OtherFamily.of(moved, remembers(before, 0), LocalSigns.NONE).sightings())
                .isEqualTo(moved);
        assertThat(OtherFamily.of(V4, remembers(before, 0), LocalSigns.NONE).sightings())
                .as("a network that nobody knows is no other one")
                .hasSize(2);
        assertThat(OtherFamily.of(moved, remembers(onlyV6, 0), LocalSigns.NONE).sightings())
                .as("nothing to compare with")
                .hasSize(2);
    }

    private static CarriedExit remembers(List<ExitSighting> sightings, int rounds) {
        Track<ExitSighting> track = Track.<ExitSighting>unknown().proven(sightings, List.of(), Instant.EPOCH);
        return new CarriedExit(track, Optional.empty(), rounds);
    }

    private static LocalSigns way(RouteChoice... choices) {
        PathSighting path = new PathSighting(List.of("wg0"), List.of(choices), List.of(), false, false);
        return new LocalSigns(Optional.of(path), List.of(), Optional.empty());
    }

    private static RouteChoice choice(RouteChoice.Role role, String target, String via) {
        return new RouteChoice(role, Address.parse(target).orElseThrow(), via, Optional.empty());
    }

    @Test
    void whatIsSeenAnewIsTakenAsItIs() {
        assertThat(OtherFamily.of(BOTH, remembers(BOTH, 1), LocalSigns.NONE))
                .isEqualTo(new OtherFamily.Sightings(BOTH, 0));
        assertThat(OtherFamily.of(V4, remembers(V4, 0), LocalSigns.NONE)).isEqualTo(new OtherFamily.Sightings(V4, 0));
    }

    @Test
    void aFamilyThatIsNotSeenIsCarriedOnForTwoRounds() {
        assertThat(OtherFamily.of(V4, remembers(BOTH, 0), LocalSigns.NONE))
                .isEqualTo(new OtherFamily.Sightings(BOTH, 1));
        assertThat(OtherFamily.of(V4, remembers(BOTH, 1), LocalSigns.NONE).sightings())
                .isEqualTo(BOTH);
        assertThat(OtherFamily.of(V4, remembers(BOTH, 2), LocalSigns.NONE)).isEqualTo(new OtherFamily.Sightings(V4, 0));
    }

    @Test
    void whileTheKernelHasAWayItIsCarriedOnForFourRoundsAndWithoutOneItIsOver() {
        RouteChoice routed = choice(RouteChoice.Role.INTERNET, "2001:db8:ffff::1", "eth0");
        RouteChoice unrouted = choice(RouteChoice.Role.INTERNET, "2001:db8:ffff::1", "");
        RouteChoice v4 = choice(RouteChoice.Role.INTERNET, "192.0.2.1", "wg0");
        RouteChoice server = choice(RouteChoice.Role.SERVER, "2001:db8:ffff::2", "eth0");

        assertThat(OtherFamily.of(V4, remembers(BOTH, 3), way(v4, routed, unrouted))
                        .sightings())
                .isEqualTo(BOTH);
        assertThat(OtherFamily.of(V4, remembers(BOTH, 4), way(v4, routed)).sightings())
                .as("a firewall may have closed it")
                .isEqualTo(V4);
        assertThat(OtherFamily.of(V4, remembers(BOTH, 0), way(v4, unrouted)).sightings())
                .isEqualTo(V4);
        assertThat(OtherFamily.of(V4, remembers(BOTH, 0), way(v4, server)).sightings())
                .as("a way to the server is none to the internet")
                .isEqualTo(BOTH);
    }
}
