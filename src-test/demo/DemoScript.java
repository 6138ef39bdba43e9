package demo;

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
    private final Crew crew;

    /**
     * What happens outside the clients.
     *
     * @param command writes {@code /status} into the chat
     * @param detail writes {@code /status new-york} into it
     * @param pause makes Telegram ask for four seconds without a message
     * @param newLine gives the home line another address
     */
    record Crew(Runnable command, Runnable detail, Runnable pause, Runnable newLine) {}

    /**
     * A script that nobody plays yet.
     *
     * @param interval the interval that each client announces
     * @param crew makes happen what happens outside the clients
     */
    DemoScript(Simulator simulator, Duration interval, Crew crew) {
        this.simulator = simulator;
        this.crew = crew;
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
        List<Scene> scenes = new ArrayList<>(beginnings());
        scenes.addAll(faults());
        scenes.addAll(recoveries());
        return scenes;
    }

    private List<Scene> beginnings() {
        return List.of(
                Scene.at(0, "the server has started", () -> {}).tells("The server has started"),
                Scene.at(0, "it learns the home line", () -> {}).tells("Your home address is 203.0.113.7"),
                Scene.at(0, "eight clients start behind VPNs, stockholm first", this::everybodyStarts)
                        .makes("stockholm", "green")
                        .tells("stockholm is protected", "for the first time"),
                Scene.at(0, "sao-paulo is an old Python client, no evidence", () -> {})
                        .makes("sao-paulo", "green")
                        .tells("sao-paulo is protected", "for the first time"));
    }

    private List<Scene> faults() {
        return List.of(
                Scene.at(14, "tokyo: the power fails, no keepalives", client("tokyo")::fallSilent)
                        .makes("tokyo", "silent")
                        .tells("tokyo is silent"),
                becomes(18, "madrid", "names resolved by the home line's provider", leaking(World.MADRID))
                        .makes("madrid", "yellow")
                        .tells("madrid leaks its DNS questions"),
                Scene.at(26, "Telegram asks for a pause of 4 s", crew.pause()),
                becomes(26, "stockholm", "names resolved at home, too", leaking(World.STOCKHOLM))
                        .makes("stockholm", "yellow"),
                becomes(26, "frankfurt", "and here", leaking(World.FRANKFURT)).makes("frankfurt", "yellow"),
                becomes(26, "toronto", "and here: told together, later", leaking(World.TORONTO))
                        .makes("toronto", "yellow")
                        .tells("3 clients need a look"),
                becomes(33, "new-york", "tunnel down, out by the home line", bypassing())
                        .makes("new-york", "red")
                        .tells("new-york is exposed", "203.0.113.7 is visible"),
                becomes(40, "amsterdam", "the VPN moves its exit to Paris", Situation.behind(World.PARIS))
                        .shows("amsterdam", "exit in FR", seen -> seen.country().equals("FR"))
                        .tells("amsterdam has another VPN address"));
    }

    private List<Scene> recoveries() {
        return List.of(
                becomes(57, "stockholm", "names resolved behind the VPN", Situation.behind(World.STOCKHOLM))
                        .makes("stockholm", "green")
                        .tells("stockholm is protected again"),
                becomes(57, "frankfurt", "the same", Situation.behind(World.FRANKFURT))
                        .makes("frankfurt", "green")
                        .tells("frankfurt is protected again"),
                becomes(57, "toronto", "the same", Situation.behind(World.TORONTO))
                        .makes("toronto", "green")
                        .tells("toronto is protected again"),
                becomes(58, "madrid", "names resolved behind the VPN again", Situation.behind(World.MADRID))
                        .makes("madrid", "green")
                        .tells("madrid is protected again"),
                becomes(61, "new-york", "the tunnel is up again", Situation.behind(World.NEW_YORK))
                        .makes("new-york", "green")
                        .tells("new-york is protected again"),
                Scene.at(66, "tokyo: the power is back", client("tokyo")::speak)
                        .makes("tokyo", "green")
                        .tells("tokyo is back and is protected"),
                becomes(72, "toronto", "all echo providers down: unknown, no leak", unseen())
                        .makes("toronto", "yellow")
                        .tells("toronto cannot be checked now"),
                Scene.at(73, "the provider gives the home line another address", crew.newLine())
                        .tells("Your home address is another one now"),
                Scene.at(84, "somebody writes /status into the chat", crew.command())
                        .tells("1 yellow, 7 green")
                        .whenAllIsSeen(),
                Scene.at(84, "and /status new-york", crew.detail()).tells("new-york is protected", "Timezone: "));
    }

    private Scene becomes(int second, String id, String event, Situation situation) {
        return Scene.at(second, id + ": " + event, () -> client(id).is(situation));
    }

    /** The end: every client says that it stops. */
    Scene end() {
        return Scene.at(92, "all clients stop in order", this::everybodyStops)
                .shows("madrid", "stopped", StatusWatch.Seen::stopped)
                .whenAllIsSeen();
    }

    /** The end for those who want to look around: a leak, a bypass, and, when it is noticed, a silence stay. */
    Scene picture() {
        return Scene.at(92, "a leak, a bypass, and in 39 s tokyo's silence stay", this::everybodyErrs)
                .makes("new-york", "red")
                .whenAllIsSeen();
    }

    private void everybodyErrs() {
        client("madrid").is(leaking(World.MADRID));
        client("new-york").is(bypassing());
        client("tokyo").fallSilent();
    }

    private static Situation unseen() {
        return Situation.behind(World.TORONTO).withoutExit();
    }

    private static Situation leaking(World.Vpn vpn) {
        return Situation.behind(vpn).resolver(World.HOME_RESOLVER);
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
