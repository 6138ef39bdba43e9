package vpnsentinel.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.verdict.Exits;

/** The exits by which a client was protected lately, oldest first; bounded. Guarded by the client's lock. */
final class Travels {
    private static final int MOST = 20;

    private final Map<Address, ExitSighting> seen = new LinkedHashMap<>();
    private Exits last = new Exits(Optional.empty(), Optional.empty());

    void take(Exits exits) {
        if (exits.equals(last)) {
            return; // the steady case
        }
        last = exits;
        Stream.concat(exits.v4().stream(), exits.v6().stream()).forEach(exit -> {
            seen.remove(exit.address());
            seen.put(exit.address(), exit);
        });
        while (seen.size() > MOST) {
            seen.remove(seen.keySet().iterator().next());
        }
    }

    void restore(List<ExitSighting> before) {
        before.forEach(exit -> seen.put(exit.address(), exit));
    }

    List<ExitSighting> all() {
        return new ArrayList<>(seen.values());
    }
}
