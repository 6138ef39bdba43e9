package vpnsentinel.alert;

import java.time.InstantSource;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;
import vpnsentinel.engine.EndpointOptions;

/**
 * {@code from: fleet:transitions}: hands the route each {@link vpnsentinel.fleet.Transition} of a client about which nobody has decided yet, in order.
 * Here begins {@code server-routes/announce-transition.camel.yaml}.
 */
final class FleetComponent extends DefaultComponent {
    @UriEndpoint(
            scheme = "fleet",
            syntax = "fleet:news",
            title = "Fleet",
            firstVersion = "2.0.0",
            consumerOnly = true,
            remote = false,
            category = {Category.MONITORING})
    @Metadata(description = "Start the route for each change of a client's state, one after the other.")
    record Options(
            @UriPath(description = "What the route gets as the body.", enums = "transitions") @Metadata(required = true)
            String news) {}

    private final OpenChanges changes;
    private final InstantSource clock;

    FleetComponent(OpenChanges changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String news, Map<String, Object> parameters) {
        Options options = EndpointOptions.read(this, Options.class, news, parameters);
        if (!options.news.equals("transitions")) {
            throw new IllegalArgumentException("news '" + options.news + "', expected transitions");
        }
        return new ConsumerOnly(
                uri, this, (endpoint, route) -> new TransitionConsumer(endpoint, route, changes, clock));
    }
}
