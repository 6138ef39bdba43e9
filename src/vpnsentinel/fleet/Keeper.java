package vpnsentinel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Keeps beyond the process what the fleet knows of its clients. Called with a client's lock held: must not block. */
public interface Keeper {
    /** What needs no waiting for. */
    CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

    /**
     * Keeps a client as it is now, and what changed, together or not at all; what is handed in for one client keeps its order.
     *
     * @param changes what is to be told, in order; may be none
     * @return ends once it is kept, with false when that has to wait
     */
    CompletableFuture<Boolean> keep(KeptClient client, List<Transition> changes);

    /** Deletes all that was kept of the client. */
    void forget(String clientId, Instant now);

    /** Keeps nothing, but hands changes on. */
    static Keeper handing(Consumer<Transition> transitions) {
        return new Keeper() {
            @Override
            public CompletableFuture<Boolean> keep(KeptClient client, List<Transition> changes) {
                changes.forEach(transitions);
                return DONE;
            }

            @Override
            public void forget(String clientId, Instant now) {
                // nothing was kept
            }
        };
    }
}
