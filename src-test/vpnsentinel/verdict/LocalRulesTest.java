package vpnsentinel.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;

/** Each row is one sight of a client's network namespace, behind a proven exit. */
class LocalRulesTest {
    private static final String WG = "192.0.2.1 wg0";
    private static final String WG_V6 = "2001:db8::1 wg0";

    /** Which ways the kernel chooses; each as target and interface. */
    private static final class Namespace {
        private List<String> tunnels = List.of("wg0");
        private final List<RouteChoice> choices = new ArrayList<>();
        private List<String> routes = List.of();
        private boolean onlyLoopback;
        private boolean stalled;
        private final List<SocketSighting> sockets = new ArrayList<>();
        private Optional<KillSwitchSighting> killSwitch = Optional.empty();
        private Optional<SilentNameServers> silent = Optional.empty();

        Namespace internet(String... ways) {
            return add(RouteChoice.Role.INTERNET, ways);
        }

        Namespace nameServer(String way) {
            return add(RouteChoice.Role.NAME_SERVER, way);
        }

        private Namespace add(RouteChoice.Role role, String... ways) {
            for (String way : ways) {
                String[] part = (way + " ").split(" ", -1);
                Optional<Address> local = part[1].isEmpty() ? Optional.empty() : Address.parse("172.20.0.2");
                choices.add(new RouteChoice(role, Address.parse(part[0]).orElseThrow(), part[1], local));
            }
            return this;
        }

        Namespace tunnels(String... names) {
            tunnels = List.of(names);
            return this;
        }

        Namespace routes(String... beside) {
            routes = List.of(beside);
            return this;
        }

        Namespace orphaned() {
            onlyLoopback = true;
            return this;
        }

        Namespace stalled() {
            stalled = true;
            return this;
        }

        Namespace socket(SocketSighting.Kind kind) {
            Optional<Address> remote =
                    kind == SocketSighting.Kind.UNCONNECTED ? Optional.empty() : Address.parse("198.51.100.9");
            sockets.add(new SocketSighting(
                    kind, "tcp", Address.parse("172.20.0.2").orElseThrow(), "eth0", remote, 6881, 2));
            return this;
        }

        Namespace killSwitch(KillSwitchSighting.Result result) {
            killSwitch = Optional.of(new KillSwitchSighting(result, "172.20.0.2 (eth0), seen from 203.0.113.7"));
            return this;
        }

        Namespace silent(boolean all, String... names) {
            silent = Optional.of(new SilentNameServers(List.of(names), all));
            return this;
        }

        Scene scene() {
            PathSighting path = new PathSighting(tunnels, choices, routes, onlyLoopback, false, stalled);
            return Scene.behindVpn().local(new LocalSigns(Optional.of(path), sockets, killSwitch, silent));
        }
    }

    private static Arguments row(String sight, Namespace namespace, Fact... expected) {
        return Arguments.of(sight, namespace.scene(), Set.of(expected));
    }

    private static Namespace inside() {
        return new Namespace().internet(WG, WG_V6);
    }

    static Stream<Arguments> sights() {
        return Stream.of(
                row("all targets inside", inside()),
                row("no IPv6 at all", new Namespace().internet(WG, "2001:db8::1")),
                row(
                        "IPv6 appeared beside",
                        new Namespace().internet(WG, "2001:db8::1 eth0"),
                        Fact.TARGETS_BESIDE_TUNNEL),
                row(
                        "a route for a public prefix",
                        inside().routes("203.0.113.0/24 via eth0"),
                        Fact.TARGETS_BESIDE_TUNNEL),
                row("everything beside", new Namespace().internet("192.0.2.1 eth0"), Fact.TUNNEL_GONE),
                row("no way out at all", new Namespace().internet("192.0.2.1", "2001:db8::1"), Fact.TUNNEL_GONE),
                row(
                        "everything beside, the name server too: one fault, one finding",
                        new Namespace().internet("192.0.2.1 eth0").nameServer("198.51.100.53 eth0"),
                        Fact.TUNNEL_GONE),
                row("nothing comes out of the tunnel", inside().stalled(), Fact.TUNNEL_GONE),
                row(
                        "everything beside a tunnel that is dead as well",
                        new Namespace().internet("192.0.2.1 eth0").stalled(),
                        Fact.TUNNEL_GONE),
                row(
                        "stalled, but not known",
                        new Namespace().tunnels().internet(WG).stalled()),
                row(
                        "tunnel not known",
                        new Namespace().tunnels().internet("192.0.2.1 eth0").socket(SocketSighting.Kind.OUTBOUND)),
                row("namespace orphaned", new Namespace().orphaned().internet("192.0.2.1"), Fact.ONLY_LOOPBACK),
                row(
                        "public name server beside",
                        inside().nameServer("198.51.100.53 eth0"),
                        Fact.RESOLVER_PATH_BESIDE_TUNNEL),
                row("public name server inside", inside().nameServer("198.51.100.53 wg0")),
                row("public name server without a route", inside().nameServer("198.51.100.53")),
                row("forwarder on the bridge: not provable", inside().nameServer("172.20.0.1 eth0")),
                row("forwarder in this host: not provable", inside().nameServer("127.0.0.11 lo")),
                row("name server in shared address space: not provable", inside().nameServer("100.64.0.1 eth0")),
                row(
                        "a program's connection",
                        inside().socket(SocketSighting.Kind.OUTBOUND),
                        Fact.PROGRAM_BESIDE_TUNNEL),
                row("a visitor", inside().socket(SocketSighting.Kind.INBOUND), Fact.SOCKET_BESIDE_TUNNEL),
                row(
                        "an unconnected socket",
                        inside().socket(SocketSighting.Kind.UNCONNECTED),
                        Fact.SOCKET_BESIDE_TUNNEL),
                row(
                        "a program's connection while the tunnel is gone",
                        new Namespace().internet("192.0.2.1 eth0").socket(SocketSighting.Kind.OUTBOUND),
                        Fact.TUNNEL_GONE,
                        Fact.PROGRAM_BESIDE_TUNNEL),
                row("no name server answers", inside().silent(true, "10.2.0.1"), Fact.RESOLVER_SILENT),
                row("one of two name servers does not answer", inside().silent(false, "10.2.0.1")),
                row(
                        "kill switch not proven",
                        inside().killSwitch(KillSwitchSighting.Result.NOT_PROVEN),
                        Fact.KILL_SWITCH_NOT_PROVEN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sights")
    void everySightHasItsFindings(String sight, Scene scene, Set<Fact> expected) {
        assertThat(findings(scene)).extracting(Finding::fact).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aProgramsConnectionIsToldWithBothEndsAndHowMany() {
        Finding finding = only(inside().socket(SocketSighting.Kind.OUTBOUND));

        assertThat(finding.evidence())
                .isEqualTo("2 connections leave outside the tunnel: tcp 172.20.0.2 (eth0) to 198.51.100.9 port 6881.");
        assertThat(finding.hint()).contains("VPN_SENTINEL_DIRECT_ALLOWED");
    }

    @Test
    void whatProvesNothingSaysSo() {
        assertThat(only(inside().socket(SocketSighting.Kind.INBOUND)).evidence())
                .isEqualTo("2 sockets beside the tunnel, which proves no leak:"
                        + " tcp 172.20.0.2 (eth0) port 6881, visited from 198.51.100.9.");
        assertThat(only(inside().socket(SocketSighting.Kind.UNCONNECTED)).evidence())
                .endsWith("tcp 172.20.0.2 (eth0) port 6881, unconnected.");
    }

    @Test
    void aTunnelThatIsGoneIsToldWithTheWayTakenInstead() {
        assertThat(only(new Namespace().internet("192.0.2.1 eth0")).evidence())
                .isEqualTo("Nothing leaves by wg0 any more: 192.0.2.1 via eth0.");
        assertThat(only(new Namespace().internet("192.0.2.1")).evidence())
                .isEqualTo("Nothing leaves by wg0 any more, nor by any other way.");
    }

    @Test
    void targetsAndRoutesBesideTheTunnelAreNamedTogether() {
        Namespace namespace = new Namespace().internet(WG, "198.51.100.1 eth0").routes("203.0.113.0/24 via eth0");

        assertThat(only(namespace).evidence())
                .isEqualTo("Past the tunnel wg0 lead 198.51.100.1 via eth0, 203.0.113.0/24 via eth0.");
    }

    @Test
    void nameServersThatDoNotAnswerAreNamed() {
        assertThat(only(inside().silent(true, "10.2.0.1", "10.2.0.2")).evidence())
                .isEqualTo("None of its name servers answers (10.2.0.1, 10.2.0.2), while this server is reached.");
    }

    @Test
    void aNameServerBesideTheTunnelIsNamed() {
        assertThat(only(inside().nameServer("198.51.100.53 eth0")).evidence())
                .isEqualTo("Questions to the name server 198.51.100.53 via eth0 leave past the tunnel wg0.");
    }

    private static Finding only(Namespace namespace) {
        List<Finding> findings = findings(namespace.scene());
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static List<Finding> findings(Scene scene) {
        return Judge.judge(scene.evidence(), scene.homeLine(), scene.expectations())
                .findings();
    }
}
