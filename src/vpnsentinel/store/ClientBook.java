package vpnsentinel.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.fleet.KeptClient;

/** The clients as they are kept: read at the start, and written behind what steady keepalives change. */
public final class ClientBook {
    private static final String OWNER = "clients";

    private final Store store;

    public ClientBook(Store store) {
        this.store = store;
    }

    /** All clients, by name; empty when the store does not answer. */
    public Optional<List<KeptClient>> all() {
        try {
            return Optional.of(store.ask(ClientRows::all));
        } catch (StoreTrouble e) {
            return Optional.empty();
        }
    }

    /** Keeps the clients, and that the server lives. */
    public Written keep(List<KeptClient> clients, Instant now) {
        return store.write(OWNER, transaction -> {
            ClientRows.put(transaction, clients);
            Notes.alive(transaction, now);
            return true;
        });
    }
}
