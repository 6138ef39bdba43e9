package vpnsentinel.client;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import vpnsentinel.network.Family;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.probe.Surroundings;

/**
 * Which interfaces are the tunnel: those that the user names, or the point-to-point one that the kernel chose for most
 * public targets while the server found nothing against the exit. What was learnt lasts as long as the process: a client
 * that starts with its tunnel down learns nothing, and nothing outlives a VPN that was set up anew.
 */
final class Tunnel {
    private final boolean given;
    private final Map<Family, String> learnt = new EnumMap<>(Family.class);
    private List<String> names;

    /** Knows the interfaces that the user names, which may be none. */
    Tunnel(List<String> names) {
        this.names = List.copyOf(names);
        this.given = !names.isEmpty();
    }

    List<String> names() {
        return names;
    }

    /**
     * Takes what the kernel chose while the exit was proven.
     *
     * @param families the families whose exit was proven
     * @return whether something was learnt
     */
    boolean learn(Surroundings seen, Collection<Family> families) {
        for (Family family : families) {
            chosen(seen, family).ifPresent(name -> learnt.put(family, name)); // the other family's stays as it was
        }
        List<String> known = List.copyOf(new TreeSet<>(learnt.values()));
        if (given || names.equals(known)) {
            return false;
        }
        names = known;
        return true;
    }

    /** The point-to-point interface of more than half of the family's targets. */
    private static Optional<String> chosen(Surroundings seen, Family family) {
        Map<String, Integer> votes = new HashMap<>();
        int all = 0;
        for (RouteChoice choice : seen.path().choices()) {
            if (choice.role() == RouteChoice.Role.INTERNET && family.holds(choice.target()) && choice.isRouted()) {
                votes.merge(choice.via(), 1, Integer::sum);
                all++;
            }
        }
        int most = all;
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() * 2 > most && seen.isPointToPoint(vote.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
