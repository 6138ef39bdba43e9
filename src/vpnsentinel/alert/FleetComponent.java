package vpnsentinel.alert;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;

/**
 * {@code from: fleet:transitions}: hands the route each {@link vpnsentinel.fleet.Transition} of a client, in order.
 * Here begins {@code server-routes/announce-transition.camel.yaml}.
 */
final class FleetComponent extends DefaultComponent {
    private final TransitionQueue queue;

    FleetComponent(TransitionQueue queue) {
        this.queue = queue;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String what, Map<String, Object> parameters) {
        if (!what.equals("transitions")) {
            throw new IllegalArgumentException("the fleet hands out transitions, not '" + what + "'");
        }
        return new ConsumerOnly(uri, this, (endpoint, route) -> new TransitionConsumer(endpoint, route, queue));
    }
}
