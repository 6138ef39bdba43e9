package vpnsentinel.store;

import java.util.concurrent.CompletableFuture;

/** Keeps nothing: for a rehearsal, and for whoever is to run on memory alone. */
final class NoStore implements Store {
    private static final String WHY = "there is no store";

    @Override
    public Written write(String owner, Work<?> work) {
        return new Written(CompletableFuture.completedFuture(false), new CompletableFuture<>());
    }

    @Override
    public <T> T ask(Work<T> question) {
        throw new StoreTrouble(WHY);
    }

    @Override
    public StoreState state() {
        return new StoreState(WHY, 0);
    }

    @Override
    public void close() {
        // nothing was kept
    }
}
