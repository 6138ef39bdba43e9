package vpnsentinel.client;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SocketSighting;
import vpnsentinel.probe.Link;
import vpnsentinel.probe.Surroundings;

/**
 * What of the surroundings is news when it changes. Targets and remotes are left out: a server's name that has another
 * address each time, or a program with a hundred connections, is one and the same picture. So are links that lead no packet
 * away from here: a container host has one for each container that starts.
 */
record NamespaceSnapshot(
        List<Link> links,
        Set<String> ways,
        List<String> besideRoutes,
        boolean onlyLoopback,
        String resolverConfiguration,
        Set<String> sockets,
        TunnelTraffic.State flow) {
    static NamespaceSnapshot of(Surroundings seen, List<SocketSighting> sockets, TunnelTraffic.State flow) {
        Set<String> ways = new TreeSet<>();
        for (RouteChoice choice : seen.path().choices()) {
            ways.add(choice.role() + (choice.target().isV4() ? " v4 " : " v6 ") + choice.via());
        }
        Set<String> kinds = new TreeSet<>();
        for (SocketSighting socket : sockets) {
            kinds.add(socket.kind() + " " + socket.via());
        }
        return new NamespaceSnapshot(
                seen.links().stream()
                        .filter(link -> leadsAway(link, seen.path()))
                        .toList(),
                ways,
                seen.path().besideRoutes(),
                seen.path().onlyLoopback(),
                seen.resolverConfiguration(),
                kinds,
                flow);
    }

    /** Whether anything but the kernel's own link-local talk could go by that link. */
    private static boolean leadsAway(Link link, PathSighting path) {
        return link.pointToPoint()
                || path.choices().stream().anyMatch(choice -> choice.via().equals(link.name()))
                || !link.addresses().stream()
                        .allMatch(address -> address.asInetAddress().isLinkLocalAddress());
    }

    /** What differs, in words for people; empty when nothing does. */
    Optional<String> differenceFrom(NamespaceSnapshot before) {
        Set<String> words = new TreeSet<>();
        note(!links.equals(before.links) || onlyLoopback != before.onlyLoopback, "interfaces", words);
        note(!ways.equals(before.ways) || !besideRoutes.equals(before.besideRoutes), "routes", words);
        note(!resolverConfiguration.equals(before.resolverConfiguration), "resolver configuration", words);
        note(!sockets.equals(before.sockets), "sockets", words);
        note(isOtherFlow(before.flow), "tunnel traffic", words);
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }

    /** A doubt that is dispelled was none. */
    private boolean isOtherFlow(TunnelTraffic.State before) {
        return flow != before && !(before == TunnelTraffic.State.DOUBTED && flow == TunnelTraffic.State.FLOWS);
    }

    private static void note(boolean differs, String word, Set<String> words) {
        if (differs) {
            words.add(word);
        }
    }
}
