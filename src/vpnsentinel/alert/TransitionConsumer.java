package vpnsentinel.alert;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import vpnsentinel.fleet.Transition;

/** Feeds a route with transitions, one after the other. What the route did not take yet waits for the next one. */
final class TransitionConsumer extends DefaultConsumer {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(5);

    private final TransitionQueue queue;
    private volatile @Nullable Thread reader;

    TransitionConsumer(Endpoint endpoint, Processor route, TransitionQueue queue) {
        super(endpoint, route);
        this.queue = queue;
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
                queue.next(WAIT, change -> isReader() && take(change));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReader() {
        return Thread.currentThread().equals(reader);
    }

    /** Whether the route has dealt with the change, well or badly. */
    private boolean take(Transition change) {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(change);
            getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        boolean refused = exchange.getException() instanceof RejectedExecutionException;
        if (exchange.getException() != null && !refused) {
            getExceptionHandler().handleException("change not announced", exchange, exchange.getException());
        }
        releaseExchange(exchange, false);
        return !refused;
    }
}
