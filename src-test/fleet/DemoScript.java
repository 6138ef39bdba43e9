package fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the demonstration plays: eight clients behind VPNs in eight countries, one of them an old Python client, and what
 * goes wrong and right with them. Says what the server is expected to make of it, but sends evidence only.
 */
final class DemoScript {
    private static final long SEED = 8;

    private final Map<String, SimulatedClient> cast = new TreeMap<>();
    private final Simulator simulator;
    private final Runnable command;

    /**
     * A script that nobody plays yet.
     *
     * @param interval the interval that each client announces
     * @param command writes {@code /status} into the chat
     */
    DemoScript(Simulator simulator, Duration interval, Runnable command) {
        this.simulator = simulator;
        this.command = command;
        List<World.Vpn> vpns = World.vpns();
        List<String> ids =
                List.of("stockholm", "frankfurt", "amsterdam", "madrid", "new-york", "toronto", "sao-paulo", "tokyo");
        for (int i = 0; i < ids.size(); i++) {
            Dialect dialect = ids.get(i).equals("sao-paulo") ? Dialect.FLAT : Dialect.EVIDENCE;
            Situation safe = Situation.behind(vpns.get(i));
            cast.put(ids.get(i), new SimulatedClient(ids.get(i), dialect, interval, SEED, safe));
        }
    }

    /** The names of the cast. */
    Set<String> clients() {
        return cast.keySet();
    }

    /** The scenes up to the last but one. */
    List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>();
        scenes.add(Scene.at(0, "the server has started", () -> {}).tells("Server Started"));
        scenes.add(Scene.at(0, "eight clients start behind VPNs in eight countries", this::everybodyStarts)
                .makes("stockholm", "green")
                .tells("stockholm", "VPN Connected"));
        scenes.add(Scene.at(0, "one of them, sao-paulo, is an old Python client without evidence", () -> {})
                .makes("sao-paulo", "green")
                .tells("sao-paulo", "VPN Connected"));
        scenes.add(Scene.at(14, "tokyo: the power fails, no keepalive any more", client("tokyo")::fallSilent));
        scenes.add(Scene.at(
                        18,
                        "madrid: names are resolved by the home line's provider",
                        () -> client("madrid").is(leaking()))
                .makes("madrid", "yellow")
                .tells("madrid", "DNS Leak Detected"));
        scenes.add(Scene.at(
                        28,
                        "new-york: the tunnel drops, traffic leaves by the home line",
                        () -> client("new-york").is(bypassing()))
                .makes("new-york", "red")
                .tells("new-york", "VPN Bypass Detected"));
        scenes.add(Scene.at(
                        38,
                        "amsterdam: the VPN moves its exit to Paris",
                        () -> client("amsterdam").is(Situation.behind(World.PARIS)))
                .shows("amsterdam", "exit in FR", seen -> seen.country().matches("FR|France"))
                .tells("amsterdam", "VPN IP Changed"));
        scenes.addAll(recoveries());
        return scenes;
    }

    private List<Scene> recoveries() {
        return List.of(
                Scene.at(
                                48,
                                "madrid: names are resolved behind the VPN again",
                                () -> client("madrid").is(Situation.behind(World.MADRID)))
                        .makes("madrid", "green")
                        .tells("madrid", "Secure"),
                Scene.at(
                                54,
                                "new-york: the tunnel is up again",
                                () -> client("new-york").is(Situation.behind(World.NEW_YORK)))
                        .makes("new-york", "green")
                        .tells("new-york", "Secure"),
                Scene.at(56, "tokyo has been quiet for three intervals and 30 s", () -> {})
                        .makes("tokyo", "silent")
                        .tells("tokyo", "No Keepalive"),
                Scene.at(68, "tokyo: the power is back", client("tokyo")::speak)
                        .makes("tokyo", "green")
                        .tells("tokyo", "Back Again"),
                Scene.at(
                                76,
                                "toronto: no echo provider answers any more; unknown is not a leak",
                                () -> client("toronto")
                                        .is(Situation.behind(World.TORONTO).withoutExit()))
                        .makes("toronto", "yellow")
                        .tells("toronto", "Unproven"),
                Scene.at(88, "somebody writes /status into the chat", command).tells("1 yellow, 7 green"));
    }

    /** The end: every client says that it stops. */
    Scene end() {
        return Scene.at(94, "all clients stop in order", this::everybodyStops)
                .shows("madrid", "stopped in order", StatusWatch.Seen::stopped);
    }

    /** The end for those who want to look around: a leak, a bypass, and a silence stay. */
    Scene picture() {
        return Scene.at(94, "madrid leaks, new-york bypasses, tokyo's power fails; it stays so until Ctrl-C", () -> {
            client("madrid").is(leaking());
            client("new-york").is(bypassing());
            client("tokyo").fallSilent();
        });
    }

    private static Situation leaking() {
        return Situation.behind(World.MADRID).resolver(World.HOME_RESOLVER);
    }

    private static Situation bypassing() {
        return Situation.of(World.HOME, World.HOME_RESOLVER);
    }

    private SimulatedClient client(String id) {
        return cast.computeIfAbsent(id, unknown -> {
            throw new IllegalArgumentException("no client '" + unknown + "' in the cast");
        });
    }

    private void everybodyStarts() {
        cast.values().forEach(simulator::join);
    }

    private void everybodyStops() {
        cast.values().forEach(simulator::leave);
    }
}
