package vpnsentinel.engine;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** An endpoint from which a route can start, and nothing else. */
public final class ConsumerOnly extends DefaultEndpoint {
    /** Makes the consumer that feeds a route. */
    @FunctionalInterface
    public interface Source {
        Consumer feeding(ConsumerOnly endpoint, Processor route);
    }

    private final Source source;

    public ConsumerOnly(String uri, Component component, Source source) {
        super(uri, component);
        this.source = source;
    }

    @Override
    public Consumer createConsumer(Processor route) {
        return source.feeding(this, route);
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException(getEndpointBaseUri() + " starts a route; nothing can be sent to it");
    }

    @Override
    public boolean isSingleton() {
        return true;
    }
}
