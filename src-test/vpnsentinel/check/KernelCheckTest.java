package vpnsentinel.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.probe.Link;
import vpnsentinel.probe.Surroundings;

/** What the check says of the client's own network namespace. */
class KernelCheckTest {
    private static final Address TARGET = Address.parse("192.0.2.1").orElseThrow();
    private static final Address LOCAL = Address.parse("10.2.0.2").orElseThrow();

    /** Interfaces that are up, of which {@code wg0} is point-to-point, and the one by which public targets go. */
    private static Surroundings surroundings(String up, String via, boolean host) {
        List<Link> links = Stream.of(up.split(" "))
                .map(name -> new Link(name, name.equals("lo"), name.equals("wg0"), List.of(LOCAL)))
                .toList();
        RouteChoice choice = new RouteChoice(
                RouteChoice.Role.INTERNET, TARGET, via, via.isEmpty() ? Optional.empty() : Optional.of(LOCAL));
        PathSighting path = new PathSighting(List.of(), List.of(choice), List.of(), up.equals("lo"), host);
        return new Surroundings(path, links, Set.of(), "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lo eth0 wg0 | wg0  | ''   | OK   | public targets by wg0
            lo eth0     | eth0 | ''   | NOTE | public targets by eth0, which is no point-to-point interface
            lo eth0     | eth0 | eth0 | OK   | public targets by eth0
            lo eth0     | eth0 | wg0  | NOTE | wg0 is not up
            lo eth0     | ''   | ''   | NOTE | none leads to public targets
            lo          | ''   | ''   | NOTE | no interface but the loopback is left
            """)
    void theWayOfPublicTargetsIsSaid(String up, String via, String named, CheckOutcome outcome, String result) {
        List<String> tunnels = named.isEmpty() ? List.of() : List.of(named);

        CheckRow row = KernelCheck.ways(Optional.of(surroundings(up, via, false)), tunnels);

        assertThat(row.outcome()).isEqualTo(outcome);
        assertThat(row.result()).isEqualTo(result);
    }

    @Test
    void aTunnelThatIsNoPointToPointInterfaceCanBeNamed() {
        assertThat(KernelCheck.ways(Optional.of(surroundings("lo tap0", "tap0", false)), List.of())
                        .hint())
                .contains("VPN_SENTINEL_TUNNEL_INTERFACES");
    }

    @Test
    void aSystemThatShowsNothingFailsNothing() {
        assertThat(KernelCheck.ways(Optional.empty(), List.of()).outcome()).isEqualTo(CheckOutcome.MISSING);
    }

    @Test
    void theSocketTablesAreReadableOrNot(@TempDir Path proc) throws IOException {
        Optional<Surroundings> container = Optional.of(surroundings("lo eth0 wg0", "wg0", false));
        assertThat(KernelCheck.sockets(proc, container, false).outcome()).isEqualTo(CheckOutcome.MISSING);

        Files.createDirectories(proc.resolve("net"));
        for (String table : List.of("tcp", "udp")) {
            Files.createFile(proc.resolve("net").resolve(table));
        }

        CheckRow row = KernelCheck.sockets(proc, container, false);
        assertThat(row.outcome()).isEqualTo(CheckOutcome.OK);
        assertThat(row.result()).isEqualTo("tcp, udp can be read");
    }

    @Test
    void onAHostTheSocketsAreLookedAtWhenTheUserSaysSo(@TempDir Path proc) throws IOException {
        Files.createDirectories(proc.resolve("net"));
        for (String table : List.of("tcp", "udp")) {
            Files.createFile(proc.resolve("net").resolve(table));
        }
        Optional<Surroundings> host = Optional.of(surroundings("lo eth0 wg0", "wg0", true));

        assertThat(KernelCheck.sockets(proc, host, false).hint()).contains("VPN_SENTINEL_WATCH_HOST_SOCKETS");
        assertThat(KernelCheck.sockets(proc, host, true).outcome()).isEqualTo(CheckOutcome.OK);
    }

    @Test
    void theKillSwitchProbeIsOnOrOff() {
        assertThat(KernelCheck.killSwitch(true).outcome()).isEqualTo(CheckOutcome.OK);
        assertThat(KernelCheck.killSwitch(false).hint()).contains("VPN_SENTINEL_KILLSWITCH_PROBE");
    }
}
