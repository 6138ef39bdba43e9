package vpnsentinel.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.Place;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;

class LocalFormatTest {
    private static final LocalSigns SIGNS = new LocalSigns(
            Optional.of(new PathSighting(
                    List.of("wg0"),
                    List.of(
                            new RouteChoice(
                                    RouteChoice.Role.INTERNET,
                                    address("192.0.2.1"),
                                    "wg0",
                                    Optional.of(address("10.2.0.2"))),
                            new RouteChoice(
                                    RouteChoice.Role.NAME_SERVER, address("2001:db8::53"), "", Optional.empty())),
                    List.of("203.0.113.0/24 via eth0"),
                    true,
                    true,
                    true,
                    true)),
            List.of(new SocketSighting(
                    SocketSighting.Kind.OUTBOUND,
                    "tcp",
                    address("172.20.0.2"),
                    "eth0",
                    Optional.of(address("198.51.100.9")),
                    6881,
                    3)),
            Optional.of(new KillSwitchSighting(
                    KillSwitchSighting.Result.OPEN,
                    "by TCP from 172.20.0.2",
                    List.of(address("203.0.113.7"), address("2001:db8::7")))),
            Optional.of(new SilentNameServers(List.of("10.2.0.1", "[127.0.0.1]:5353"), true)));

    @Test
    void whatTheClientSeesOfItsNamespaceArrivesAsItWasSent() {
        Report report = new Report(
                "boot",
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                List.of(),
                List.of(),
                List.of(
                        new Answer.Seen<>(
                                "stun.test",
                                new ExitSighting(
                                        "stun.test", "Stun", address("192.0.2.9"), Network.UNKNOWN, Place.UNKNOWN)),
                        new Answer.Missing<>("other.test", "time-out after 5 s")),
                SIGNS,
                Duration.ofMillis(1_234));

        Keepalive arrived = KeepaliveFormat.read(KeepaliveFormat.write(keepalive(report), Instant.EPOCH));

        assertThat(arrived.report()).contains(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"path\": 5",
                "\"sockets\": [{\"kind\": \"outbound\"}, 7, {\"kind\": \"tunnelled\", \"local\": \"192.0.2.1\"}]",
                "\"kill_switch\": {\"result\": \"perhaps\"}",
                "\"silent_name_servers\": {\"names\": [], \"all\": true}",
                "\"silent_name_servers\": [\"10.2.0.1\"]"
            })
    void whatIsUnreadableIsNotThere(String evidence) {
        String body = "{\"client_id\": \"x\", \"boot\": \"b\", \"evidence\": {" + evidence + "}}";

        Keepalive arrived = KeepaliveFormat.read(body.getBytes(UTF_8));

        assertThat(arrived.report()).map(Report::local).contains(LocalSigns.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"seen_from\": \"203.0.113.7\"", ", \"seen_from\": [\"here\", 7, {}]"})
    void aKillSwitchSightingThatNamesNoAddressIsStillOne(String more) {
        String body = "{\"client_id\": \"x\", \"boot\": \"b\", \"evidence\": {\"kill_switch\":"
                + " {\"result\": \"open\", \"detail\": \"by TCP\"" + more + "}}}";

        assertThat(KeepaliveFormat.read(body.getBytes(UTF_8)).report())
                .flatMap(report -> report.local().killSwitch())
                .contains(new KillSwitchSighting(KillSwitchSighting.Result.OPEN, "by TCP", List.of()));
    }

    private static Keepalive keepalive(Report report) {
        return new Keepalive("x", "2.0.0", false, LineClaim.NONE, Optional.of(report));
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow();
    }
}
