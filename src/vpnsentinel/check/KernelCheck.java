package vpnsentinel.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.probe.Link;
import vpnsentinel.probe.Surroundings;

/** Finds out what the client can see of its own network namespace without asking anybody. */
public final class KernelCheck {
    private static final String WAYS = "client: kernel's ways";
    private static final String SOCKETS = "client: socket tables";
    private static final String KILL_SWITCH = "client: kill-switch probe";

    private KernelCheck() {}

    /**
     * By which interfaces public targets are left for.
     *
     * @param seen what the kernel shows, empty where it shows nothing
     * @param named the interfaces that the settings name as the tunnel, which may be none
     */
    public static CheckRow ways(Optional<Surroundings> seen, List<String> named) {
        if (seen.isEmpty()) {
            return CheckRow.of(
                    WAYS,
                    CheckOutcome.MISSING,
                    "not shown by this system, which has no /proc/net",
                    "without them, tunnel and routes are not judged");
        }
        if (seen.get().path().onlyLoopback()) {
            return CheckRow.of(
                    WAYS,
                    CheckOutcome.NOTE,
                    "no interface but the loopback is left",
                    "the VPN's container was probably restarted or replaced: restart the client, so that it joins the new"
                            + " network");
        }
        List<String> up = seen.get().links().stream().map(Link::name).toList();
        List<String> gone = named.stream().filter(name -> !up.contains(name)).toList();
        return gone.isEmpty()
                ? chosen(seen.get(), named)
                : CheckRow.of(
                        WAYS,
                        CheckOutcome.NOTE,
                        words(gone) + " is not up",
                        "VPN_SENTINEL_TUNNEL_INTERFACES names it; up are " + words(up));
    }

    private static CheckRow chosen(Surroundings seen, List<String> named) {
        List<String> ways = seen.path().internet().stream()
                .filter(RouteChoice::isRouted)
                .map(RouteChoice::via)
                .toList();
        List<String> beside = ways.stream()
                .filter(way -> !named.contains(way) && !seen.isPointToPoint(way))
                .toList();
        if (ways.isEmpty()) {
            return CheckRow.of(
                    WAYS,
                    CheckOutcome.NOTE,
                    "none leads to public targets",
                    "nothing can be proven without: is there a network, and is the VPN up?");
        }
        return beside.isEmpty()
                ? CheckRow.of(WAYS, CheckOutcome.OK, "public targets by " + words(ways), "")
                : CheckRow.of(
                        WAYS,
                        CheckOutcome.NOTE,
                        "public targets by " + words(beside) + ", which is no point-to-point interface",
                        "if it is the tunnel (OpenVPN's dev tap, IPsec), name it in VPN_SENTINEL_TUNNEL_INTERFACES; right"
                                + " where the router is the VPN; else start the client in the VPN's network");
    }

    /**
     * Whether programs' sockets can be seen, and are looked at.
     *
     * @param proc where procfs is mounted
     * @param onHosts whether they are looked at also on a host
     */
    public static CheckRow sockets(Path proc, Optional<Surroundings> seen, boolean onHosts) {
        List<String> readable = Stream.of("tcp", "tcp6", "udp", "udp6")
                .filter(name -> Files.isReadable(proc.resolve("net").resolve(name)))
                .toList();
        if (!readable.contains("tcp") || !readable.contains("udp")) {
            return CheckRow.of(
                    SOCKETS,
                    CheckOutcome.MISSING,
                    proc.resolve("net") + "/tcp and udp cannot be read",
                    "without them, no program is seen beside the tunnel");
        }
        boolean host = seen.map(Surroundings::path).filter(path -> path.host()).isPresent();
        return host && !onHosts
                ? CheckRow.of(
                        SOCKETS,
                        CheckOutcome.NOTE,
                        "not looked at: this is a host, not a container",
                        "VPN_SENTINEL_WATCH_HOST_SOCKETS=true looks at them here, too")
                : CheckRow.of(SOCKETS, CheckOutcome.OK, words(readable) + " can be read", "");
    }

    /** Whether the kill switch is tried. */
    public static CheckRow killSwitch(boolean on) {
        return on
                ? CheckRow.of(KILL_SWITCH, CheckOutcome.OK, "on: at start and every six hours", "")
                : CheckRow.of(
                        KILL_SWITCH,
                        CheckOutcome.NOTE,
                        "off",
                        "VPN_SENTINEL_KILLSWITCH_PROBE=true tries it; a broken one then shows the server the home line");
    }

    private static String words(List<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
