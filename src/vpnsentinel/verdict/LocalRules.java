package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Fact;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;

/** What the ways and sockets of the client's own network namespace mean. Without a known tunnel, nothing. */
final class LocalRules {
    private static final int EXAMPLES = 3;

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
            findings.add(new Finding(
                    Fact.ONLY_LOOPBACK,
                    "no interface but the loopback is left in the client's network namespace",
                    "The VPN's container was probably replaced: restart the client, so that it joins the new one."));
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
            findings.add(
                    new Finding(
                            Fact.TUNNEL_GONE,
                            "nothing comes out of " + names(path) + ", although public targets still leave by it",
                            "Restart the VPN or choose another of its servers; the interface is up, but its other end is silent."));
        }
        if (!beside.isEmpty() || !path.besideRoutes().isEmpty()) {
            findings.add(
                    new Finding(
                            Fact.TARGETS_BESIDE_TUNNEL,
                            "past the tunnel " + names(path) + " lead "
                                    + Stream.concat(texts(beside), path.besideRoutes().stream())
                                            .limit(EXAMPLES)
                                            .collect(Collectors.joining(", ")),
                            "Send all of IPv4 and IPv6 into the tunnel, or name what may bypass it in VPN_SENTINEL_DIRECT_ALLOWED."));
        }
        resolver(path, findings);
    }

    private static Finding gone(PathSighting path, List<RouteChoice> beside) {
        String instead = beside.isEmpty()
                ? "they have no way out at all"
                : texts(beside).limit(EXAMPLES).collect(Collectors.joining(", "));
        return new Finding(
                Fact.TUNNEL_GONE,
                "public targets no longer leave by " + names(path) + ": " + instead,
                "Restart the VPN. If the tunnel has another name now, set VPN_SENTINEL_TUNNEL_INTERFACES.");
    }

    /** Behind a forwarder on a private address the way of the questions is not known here. */
    private static void resolver(PathSighting path, List<Finding> findings) {
        List<RouteChoice> beside = outside(
                        path, path.choices().stream().filter(choice -> choice.role() == RouteChoice.Role.NAME_SERVER))
                .filter(choice -> choice.target().isPublic())
                .toList();
        if (!beside.isEmpty()) {
            findings.add(new Finding(
                    Fact.RESOLVER_PATH_BESIDE_TUNNEL,
                    "questions to the name server "
                            + texts(beside).limit(EXAMPLES).collect(Collectors.joining(", "))
                            + " leave past the tunnel " + names(path),
                    "Use the VPN's resolver, or route this one into the tunnel."));
        }
    }

    /** The client repeated its questions, and heard from this server in between. */
    private static Finding silent(SilentNameServers silent) {
        return new Finding(
                Fact.RESOLVER_SILENT,
                "no name server answers (" + String.join(", ", silent.names()) + "), while this server is reached",
                "Programs there find no host by its name: start the resolver again, or set the VPN container's DNS to one that works.");
    }

    private static void program(List<SocketSighting> sockets, List<Finding> findings) {
        List<SocketSighting> outbound = of(sockets, SocketSighting.Kind.OUTBOUND);
        if (!outbound.isEmpty()) {
            findings.add(new Finding(
                    Fact.PROGRAM_BESIDE_TUNNEL,
                    count(outbound) + " outside the tunnel: " + examples(outbound),
                    "Bind the program to the tunnel's interface and check the kill switch;"
                            + " what may be reached directly belongs into VPN_SENTINEL_DIRECT_ALLOWED."));
        }
    }

    private static void note(List<SocketSighting> sockets, List<Finding> findings) {
        List<SocketSighting> others = sockets.stream()
                .filter(each -> each.kind() != SocketSighting.Kind.OUTBOUND)
                .toList();
        if (!others.isEmpty()) {
            findings.add(new Finding(
                    Fact.SOCKET_BESIDE_TUNNEL,
                    count(others) + " beside the tunnel, which proves no leak: " + examples(others),
                    ""));
        }
    }

    private static Stream<RouteChoice> outside(PathSighting path, Stream<RouteChoice> choices) {
        return choices.filter(choice -> choice.isRouted() && !path.isInside(choice));
    }

    private static List<SocketSighting> of(List<SocketSighting> sockets, SocketSighting.Kind kind) {
        return sockets.stream().filter(each -> each.kind() == kind).toList();
    }

    private static Stream<String> texts(List<RouteChoice> choices) {
        return choices.stream().map(choice -> choice.target() + " via " + choice.via());
    }

    private static String names(PathSighting path) {
        return String.join(", ", path.tunnels());
    }

    private static String count(List<SocketSighting> sockets) {
        int sum = sockets.stream().mapToInt(SocketSighting::count).sum();
        return sum == 1 ? "one socket" : sum + " sockets";
    }

    private static String examples(List<SocketSighting> sockets) {
        return sockets.stream().limit(EXAMPLES).map(LocalRules::text).collect(Collectors.joining("; "));
    }

    private static String text(SocketSighting socket) {
        Optional<Address> remote = socket.remote();
        String local = socket.protocol() + " " + socket.local() + " (" + socket.via() + ")";
        return switch (socket.kind()) {
            case OUTBOUND -> local + " to " + end(remote) + " port " + socket.port();
            case INBOUND -> local + " port " + socket.port() + ", visited from " + end(remote);
            case UNCONNECTED -> local + " port " + socket.port() + ", unconnected";
        };
    }

    private static String end(Optional<Address> remote) {
        return remote.map(Address::toString).orElse("somewhere");
    }
}
