package vpnsentinel.launch;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import vpnsentinel.fleet.Keeper;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Transition;

/**
 * Keeps as another does, and has the home line looked at: what changes for a client may have changed for the home line.
 *
 * @param surprised is run for each change; must not block
 */
record Attentive(Keeper keeper, Runnable surprised) implements Keeper {
    @Override
    public CompletableFuture<Boolean> keep(KeptClient client, List<Transition> changes) {
        if (!changes.isEmpty()) {
            surprised.run();
        }
        return keeper.keep(client, changes);
    }

    @Override
    public void forget(String clientId, Instant now) {
        keeper.forget(clientId, now);
    }
}
