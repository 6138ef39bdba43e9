package vpnsentinel.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A step that route files name, with its contract: what it takes from the exchange and what it leaves there. The tables of
 * steps in the folders of routes are made from these declarations, and the tests hold each step to its own.
 */
public final class Step extends AsyncProcessorSupport {
    /** Work whose end others bring about; the route goes on then, and no thread waits for it. */
    @FunctionalInterface
    public interface Later {
        CompletableFuture<?> begin(Exchange exchange) throws Exception;
    }

    private static final CompletableFuture<Boolean> DONE = CompletableFuture.completedFuture(true);

    private final String name;
    private final String takes;
    private final String leaves;
    private final List<String> properties;
    private final boolean blocks;
    private final Later work;

    private Step(String name, String takes, String leaves, List<String> properties, boolean blocks, Later work) {
        this.name = name;
        this.takes = takes;
        this.leaves = leaves;
        this.properties = List.copyOf(properties);
        this.blocks = blocks;
        this.work = work;
    }

    /** A step that only touches memory, so that it may run on an event loop. */
    public static Step quick(String name, String takes, String leaves, Processor work) {
        return new Step(name, takes, leaves, List.of(), false, atOnce(work));
    }

    /** A step after which the route waits for somebody else, such as a disk, without holding a thread. */
    public static Step later(String name, String takes, String leaves, Later work) {
        return new Step(name, takes, leaves, List.of(), false, work);
    }

    private static Later atOnce(Processor work) {
        return exchange -> {
            work.process(exchange);
            return DONE;
        };
    }

    /** A step that may wait for a disk, a network, or a lock. */
    public static Step blocking(String name, String takes, String leaves, Processor work) {
        return new Step(name, takes, leaves, List.of(), true, atOnce(work));
    }

    /** The same step, which also leaves exchange properties of these names. */
    public Step leaving(String... names) {
        return new Step(name, takes, leaves, List.of(names), blocks, work);
    }

    /** Makes the step known to route files under its name. */
    public void in(Registry registry) {
        registry.bind(name, Processor.class, this);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            CompletableFuture<?> end = work.begin(exchange);
            if (!end.isDone()) {
                end.whenComplete((done, failure) -> {
                    if (failure != null) {
                        fail(exchange, failure);
                    }
                    callback.done(false);
                });
                return false;
            }
            end.join();
        } catch (Throwable e) {
            fail(exchange, e);
        }
        callback.done(true);
        return true;
    }

    private static void fail(Exchange exchange, Throwable failure) {
        Throwable cause = failure.getCause();
        exchange.setException(failure instanceof CompletionException && cause != null ? cause : failure);
    }

    /** What route files call it: {@code process: {ref: NAME}}. */
    public String name() {
        return name;
    }

    /** What it takes from the exchange, in a few words; empty for nothing. */
    public String takes() {
        return takes;
    }

    /** What it leaves in the message, in a few words; empty when it leaves the message as it is. */
    public String leaves() {
        return leaves;
    }

    /** The names of the exchange properties that it sets, and no others. */
    public List<String> properties() {
        return properties;
    }

    /** Whether it may wait for a disk, a network, or a lock. */
    public boolean blocks() {
        return blocks;
    }
}
