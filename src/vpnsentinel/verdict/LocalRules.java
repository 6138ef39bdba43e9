package vpnsentinel.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vpnsentinel.network.Fact;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;
import vpnsentinel.words.Sentence;

/** What the ways and sockets of the client's own network namespace mean. Without a known tunnel, nothing. */
final class LocalRules {
    static final int EXAMPLES = 3;

    private LocalRules() {}

    static void find(Evidence seen, Comparison home, List<Finding> findings) {
        LocalSigns local = seen.local();
        if (local.equals(LocalSigns.NONE)) {
            return; // the steady case of many
        }
        local.path().ifPresent(path -> path(path, findings));
        if (local.path().filter(path -> !path.tunnels().isEmpty()).isPresent()) {
            program(local.sockets(), findings);
            note(local.sockets(), findings);
        }
        local.silent().filter(SilentNameServers::all).ifPresent(silent -> findings.add(silent(silent)));
        local.killSwitch().ifPresent(tried -> KillSwitchRules.find(tried, seen, home, findings));
    }

    private static void path(PathSighting path, List<Finding> findings) {
        if (path.onlyLoopback()) {
            findings.add(Finding.of(Fact.ONLY_LOOPBACK));
        } else if (!path.tunnels().isEmpty()) {
            ways(path, findings);
        }
    }

    private static void ways(PathSighting path, List<Finding> findings) {
        List<RouteChoice> beside = outside(path, path.internet().stream()).toList();
        if (path.isPastTunnel()) {
            findings.add(gone(path, beside));
            return; // everything else follows from it
        }
        if (path.stalled()) {
            findings.add(Finding.in("stalled", Fact.TUNNEL_GONE, "tunnels", path.tunnels()));
        }
        if (!beside.isEmpty() || !path.besideRoutes().isEmpty()) {
            findings.add(Finding.of(
                    Fact.TARGETS_BESIDE_TUNNEL,
                    "tunnels",
                    path.tunnels(),
                    "ways",
                    Stream.concat(ways(beside), path.besideRoutes().stream())
                            .limit(EXAMPLES)
                            .toList()));
        }
        resolver(path, findings);
    }

    private static Finding gone(PathSighting path, List<RouteChoice> beside) {
        return Finding.in(
                beside.isEmpty() ? "nowhere" : "elsewhere",
                Fact.TUNNEL_GONE,
                "tunnels",
                path.tunnels(),
                "ways",
                ways(beside).limit(EXAMPLES).toList());
    }

    /** Behind a forwarder on a private address the way of the questions is not known here. */
    private static void resolver(PathSighting path, List<Finding> findings) {
        List<RouteChoice> beside = outside(
                        path, path.choices().stream().filter(choice -> choice.role() == RouteChoice.Role.NAME_SERVER))
                .filter(choice -> choice.target().isPublic())
                .toList();
        if (!beside.isEmpty()) {
            findings.add(Finding.of(
                    Fact.RESOLVER_PATH_BESIDE_TUNNEL,
                    "tunnels",
                    path.tunnels(),
                    "ways",
                    ways(beside).limit(EXAMPLES).toList()));
        }
    }

    /** The client repeated its questions, and heard from this server in between. */
    private static Finding silent(SilentNameServers silent) {
        return Finding.of(Fact.RESOLVER_SILENT, "servers", silent.names());
    }

    private static void program(List<SocketSighting> sockets, List<Finding> findings) {
        List<SocketSighting> outbound = of(sockets, SocketSighting.Kind.OUTBOUND);
        if (!outbound.isEmpty()) {
            findings.add(sockets(Fact.PROGRAM_BESIDE_TUNNEL, outbound));
        }
    }

    private static void note(List<SocketSighting> sockets, List<Finding> findings) {
        List<SocketSighting> others = sockets.stream()
                .filter(each -> each.kind() != SocketSighting.Kind.OUTBOUND)
                .toList();
        if (!others.isEmpty()) {
            findings.add(sockets(Fact.SOCKET_BESIDE_TUNNEL, others));
        }
    }

    private static Stream<RouteChoice> outside(PathSighting path, Stream<RouteChoice> choices) {
        return choices.filter(choice -> choice.isRouted() && !path.isInside(choice));
    }

    private static List<SocketSighting> of(List<SocketSighting> sockets, SocketSighting.Kind kind) {
        return sockets.stream().filter(each -> each.kind() == kind).toList();
    }

    private static Stream<Sentence> ways(List<RouteChoice> choices) {
        return choices.stream().map(each -> Sentence.of("way", "target", each.target(), "interface", each.via()));
    }

    private static Finding sockets(Fact fact, List<SocketSighting> sockets) {
        int count = sockets.stream().mapToInt(SocketSighting::count).sum();
        List<Sentence> examples =
                sockets.stream().limit(EXAMPLES).map(LocalRules::said).toList();
        return Finding.in(count == 1 ? "one" : "many", fact, "count", count, "examples", examples);
    }

    private static Sentence said(SocketSighting socket) {
        return Sentence.of(
                "socket." + socket.kind().name().toLowerCase(Locale.ROOT),
                "protocol",
                socket.protocol(),
                "local",
                socket.local(),
                "interface",
                socket.via(),
                "remote",
                socket.remote().<Object>map(each -> each).orElseGet(() -> Sentence.of("somewhere")),
                "port",
                socket.port());
    }
}
