package vpnsentinel.fleet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;

/**
 * What clients tell about each other: that several arrive from one public address although their exits are in different
 * networks, as behind a proxy; and that all of them have been on the learnt home line since they came, as when the server
 * itself is behind the VPN. Costs nothing while nothing changes. Thread-safe.
 */
final class Neighbours {
    private static final int TWO = 2;

    private final Map<Address, Map<String, Asn>> arrivals = new ConcurrentHashMap<>();
    private final Set<Address> shared = ConcurrentHashMap.newKeySet();
    private final AtomicInteger atHome = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();

    /** Where a client has been since it came. */
    enum Start {
        /** Nothing is known of its exit yet. */
        UNKNOWN,
        /** Always on the learnt line. */
        AT_HOME,
        /** Off the learnt line at least once. */
        ELSEWHERE
    }

    /**
     * How a client arrives: from where, and in which network its exit is.
     *
     * @param peer the public peer address, empty where it proves nothing
     * @param exit its exit's network, empty where it is not known or the peer's own
     */
    record Arrival(Optional<Address> peer, Optional<Asn> exit) {
        static final Arrival NONE = new Arrival(Optional.empty(), Optional.empty());
    }

    /** Whether clients with different exits arrive from there. */
    boolean isShared(Address peer) {
        return shared.contains(peer);
    }

    /** Whether all clients, two at least, have been on the learnt line since they came. */
    boolean areAllAtHome() {
        return elsewhere.get() == 0 && atHome.get() >= TWO;
    }

    /** A client arrives otherwise than before; returns the clients for which something changed by that. */
    Set<String> arrives(String client, Arrival before, Arrival now) {
        if (before.equals(now)) {
            return Set.of(); // the steady case
        }
        Set<String> concerned = new HashSet<>();
        before.peer().ifPresent(peer -> concerned.addAll(change(peer, client, Optional.empty())));
        if (now.exit().isPresent()) {
            now.peer().ifPresent(peer -> concerned.addAll(change(peer, client, now.exit())));
        }
        return concerned;
    }

    private Set<String> change(Address peer, String client, Optional<Asn> exit) {
        Set<String> concerned = new HashSet<>();
        arrivals.compute(peer, (address, known) -> {
            Map<String, Asn> clients = known == null ? new HashMap<>() : known;
            exit.ifPresentOrElse(asn -> clients.put(client, asn), () -> clients.remove(client));
            boolean differ = new HashSet<>(clients.values()).size() >= TWO;
            if (differ ? shared.add(address) : shared.remove(address)) {
                concerned.addAll(clients.keySet());
            }
            return clients.isEmpty() ? null : clients;
        });
        return concerned;
    }

    /** A client's start is another than before; says whether that changes what holds for all. */
    boolean starts(Start before, Start now) {
        if (before == now) {
            return false; // the steady case
        }
        boolean all = areAllAtHome();
        count(before, -1);
        count(now, 1);
        return all != areAllAtHome();
    }

    private void count(Start start, int step) {
        switch (start) {
            case AT_HOME -> atHome.addAndGet(step);
            case ELSEWHERE -> elsewhere.addAndGet(step);
            case UNKNOWN -> {}
        }
    }
}
