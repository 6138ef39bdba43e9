package vpnsentinel.engine;

import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

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

    /** Takes the parameter out of those of the endpoint; it has to be there. */
    public static String required(DefaultComponent component, Map<String, Object> parameters, String name, String uri) {
        @Nullable String value = component.getAndRemoveParameter(parameters, name, String.class);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(uri + " needs the parameter '" + name + "'");
        }
        return value.strip();
    }
}
