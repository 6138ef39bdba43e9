package vpnsentinel.alert;

import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vpnsentinel.fleet.Transition;

/**
 * Changes on their way from the fleet to the route that announces them, in order. It has no bound: who hands a change over
 * holds a client's lock and has told the client already, so a queue that refuses would lose the change for good.
 * Thread-safe.
 */
final class TransitionQueue implements Consumer<Transition> {
    private final BlockingDeque<Transition> waiting = new LinkedBlockingDeque<>();

    @Override
    public void accept(Transition change) {
        waiting.add(change);
    }

    /**
     * Hands the next change to the reader, when one comes in time. One reader reads at a time, so that a route and the one
     * that takes its place keep the order.
     *
     * @param reader takes the change; what it refuses stays the next one
     */
    synchronized void next(Duration wait, Predicate<Transition> reader) throws InterruptedException {
        @Nullable Transition change = waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (change != null && !reader.test(change)) {
            waiting.addFirst(change);
        }
    }
}
