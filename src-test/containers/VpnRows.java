package containers;

import static containers.Row.of;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The tunnel and its container come and go. */
final class VpnRows {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TO_HEAL = Duration.ofSeconds(60);
    /** Silence is due after six beats. */
    private static final Duration TO_FALL_SILENT = Duration.ofSeconds(50);

    private static final String HEALS = "docker compose up -d --force-recreate client";

    private VpnRows() {}

    static List<Row> all() {
        return List.of(
                of(
                        "tunnel-dropped",
                        60,
                        "the tunnel drops and the kill switch is open: red, a message; then back: green",
                        VpnRows::tunnelDropped),
                of(
                        "vpn-restarted",
                        90,
                        "`docker restart` of the VPN: the client says that only the loopback is left, ends with code 75,"
                                + " and is green again within 60 s",
                        VpnRows::restarted),
                of(
                        "vpn-recreated",
                        90,
                        "a setting of the VPN is changed: `docker compose up -d` makes its container and the client anew",
                        VpnRows::recreated),
                of(
                        "vpn-replaced",
                        180,
                        "another program replaces the VPN's container: the message about the silence says so, and its"
                                + " command heals it",
                        VpnRows::replaced));
    }

    private static String tunnelDropped(House house) {
        Instant begin = Instant.now();
        house.type(
                "docker exec " + house.id("vpn") + " sh -c 'nft delete table inet killswitch && ip link set wg0 down'");
        house.awaitStatus("red", SOON);
        long after = Duration.between(begin, Instant.now()).toSeconds();
        house.awaitMessage(begin, "is exposed", SOON);
        Instant mended = Instant.now();
        house.type("docker exec " + house.id("vpn")
                + " sh -c 'ip link set wg0 up && ip route add default dev wg0 metric 50'");
        house.awaitStatus("green", SOON);
        house.awaitMessage(mended, "is protected again", SOON);
        return "red after " + after + " s";
    }

    private static String restarted(House house) {
        String start = house.inspect("client", "{{.State.StartedAt}}");
        house.type("docker restart " + house.id("vpn"));
        Instant begin = Instant.now();
        house.awaitLog("client", "no interface but the loopback is left", Duration.ofSeconds(10));
        House.await(
                TO_HEAL,
                () -> !house.inspect("client", "{{.State.StartedAt}}").equals(start),
                () -> "the client was not started again: "
                        + house.inspect("client", "{{.State.Status}} {{.State.ExitCode}}"));
        house.awaitLog("client", "ends with exit code 75", SOON);
        house.awaitStatus("green", TO_HEAL.minus(Duration.between(begin, Instant.now())));
        return "green " + Duration.between(begin, Instant.now()).toSeconds() + " s after the VPN's start";
    }

    private static String recreated(House house) {
        String before = house.id("vpn");
        house.set("SERVER_COUNTRIES", "Switzerland");
        house.type("docker compose --profile vpn up -d");
        Instant begin = Instant.now();
        String now = house.id("vpn");
        String shared = house.inspect("client", "{{.HostConfig.NetworkMode}}");
        if (now.equals(before) || !shared.equals("container:" + now)) {
            throw new AssertionError("the client shares " + shared + ", the VPN is " + now);
        }
        house.awaitLog("client", "server takes keepalives", SOON);
        house.awaitStatus("green", TO_HEAL);
        return "green after " + Duration.between(begin, Instant.now()).toSeconds() + " s";
    }

    /** As Watchtower does it: the old one is removed, and one with the same name and settings takes its place. */
    private static String replaced(House house) {
        String old = house.id("vpn");
        String name = house.inspect("vpn", "{{.Name}}").substring(1);
        house.type("docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' " + old + " >vpn.env");
        String network = house.inspect("vpn", "{{range $name, $network := .NetworkSettings.Networks}}{{$name}}{{end}}");
        String labels =
                house.inspect("vpn", "{{range $name, $value := .Config.Labels}}--label {{$name}}={{$value}} {{end}}");
        Instant begin = Instant.now();
        house.type("docker stop " + old + " && docker rm " + old);
        house.type(
                "docker run -d --name " + name + " --restart unless-stopped --cap-add NET_ADMIN --device /dev/net/tun"
                        + " --network " + network + " --env-file vpn.env " + labels + " qmcgaw/gluetun");
        house.awaitStatus("silent", TO_FALL_SILENT);
        house.awaitMessage(begin, "its VPN container was probably replaced", SOON);
        house.awaitMessage(begin, HEALS, SOON);
        House.await(
                TO_HEAL,
                () -> !house.inspect("client", "{{.State.Running}}").equals("true"),
                () -> "the client still runs");
        Instant typed = Instant.now();
        house.type(HEALS);
        house.awaitStatus("green", TO_HEAL);
        return "green " + Duration.between(typed, Instant.now()).toSeconds() + " s after the command";
    }
}
