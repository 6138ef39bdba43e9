package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vpnsentinel.store.OpenTransition;

/**
 * Feeds a route with the changes about which nobody has decided yet, one after the other: at once when one comes, and now and
 * then. A change is open until a step says what becomes of it. Where the routes fail time and again it is told without them,
 * and where they end without a word, that is the reason why nobody was told.
 */
final class TransitionConsumer extends DefaultConsumer {
    /** {@link OpenTransition}: the change under way. */
    static final String OPEN = "open-transition";
    /** Boolean: a step decided about the change. */
    static final String SETTLED = "settled";

    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(5);
    private static final int MOST = 100;
    private static final int ATTEMPTS = 3;

    private final OpenChanges changes;
    private final InstantSource clock;
    private volatile @Nullable Thread reader;
    private long failing;
    private int failures;

    TransitionConsumer(Endpoint endpoint, Processor route, OpenChanges changes, InstantSource clock) {
        super(endpoint, route);
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        Thread thread = new Thread(this::read, "fleet-transitions");
        thread.setDaemon(true);
        reader = thread;
        thread.start();
    }

    /** Who is in the midst of a change brings it to its end first: a route that stops under it would hand it out again. */
    @Override
    protected void doStop() throws Exception {
        @Nullable Thread last = reader;
        reader = null;
        if (last != null && !last.equals(Thread.currentThread())) {
            last.join(END.toMillis());
        }
        super.doStop();
    }

    private void read() {
        try {
            while (isReader()) {
                if (!changes.read(() -> isReader() ? takeAll() : 0)) {
                    rest();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks now and then whether it still is to wait. */
    private void rest() throws InterruptedException {
        for (Duration waited = Duration.ZERO; isReader() && waited.compareTo(WAIT) < 0; waited = waited.plus(LOOK)) {
            if (changes.book().awaitNews(LOOK)) {
                return;
            }
        }
    }

    private boolean isReader() {
        return Thread.currentThread().equals(reader);
    }

    /** Returns how many were taken. */
    private int takeAll() {
        List<OpenTransition> open = changes.book().open(clock.instant(), MOST);
        int taken = 0;
        for (OpenTransition each : open) {
            if (!isReader() || !take(each)) {
                break; // in order: those behind it wait, too
            }
            taken++;
        }
        return taken;
    }

    /** Whether the change was dealt with, well or badly. */
    private boolean take(OpenTransition open) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(open.change());
            exchange.setProperty(OPEN, open);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        boolean refused = exchange.getException() instanceof RejectedExecutionException;
        boolean settled = exchange.getProperty(SETTLED, false, boolean.class);
        boolean failed = exchange.getException() != null || exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null;
        if (exchange.getException() != null && !refused) {
            getExceptionHandler().handleException("change not announced", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
        return settled || (!refused && settle(open, failed));
    }

    private boolean settle(OpenTransition open, boolean failed) {
        Instant now = clock.instant();
        if (!failed) {
            changes.book()
                    .handle(open, "the routes ended without a message", List.of(), now)
                    .await();
            return true;
        }
        failures = failing == open.id() ? failures + 1 : 1;
        failing = open.id();
        if (failures >= ATTEMPTS) {
            changes.plainly().accept(open);
            return true;
        }
        return false;
    }
}
