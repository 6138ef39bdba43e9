package vpnsentinel.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of work that was handed in.
 *
 * @param soon true once it is on the disk; false as soon as it is known that it has to wait, or was refused
 * @param kept ends once it is on the disk; with an error when it never will be
 */
public record Written(CompletableFuture<Boolean> soon, CompletableFuture<Void> kept) {
    /** A store that hangs says nothing for longer than that. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static Written pending() {
        return new Written(
                new CompletableFuture<Boolean>().completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS),
                new CompletableFuture<>());
    }

    /** Waits until it is on the disk, or has to wait for longer; says which. */
    public boolean await() {
        return soon.join();
    }

    void done() {
        soon.complete(true);
        kept.complete(null);
    }

    void delayed() {
        soon.complete(false);
    }

    void failed(Throwable cause) {
        soon.complete(false);
        kept.completeExceptionally(cause);
    }
}
