package vpnsentinel.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;
import vpnsentinel.network.Address;

/**
 * {@code from: resolver:NAME}: while the route runs, a method of that name exists. For each name server the route gets the
 * name server as the body and leaves the records of its answer, mostly by {@code to: dns-question:…}. Parameters:
 * {@code operator}, {@code tells} ({@code egress} or {@code seen-from}), optionally {@code onlyAt}, the addresses of the
 * only name servers to ask, separated by commas, and {@code times}, how often each is asked in a round.
 */
final class ResolverComponent extends DefaultComponent {
    private final ResolverProbe probe;

    ResolverComponent(ResolverProbe probe) {
        this.probe = probe;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        String operator = ConsumerOnly.required(this, parameters, "operator", "resolver:" + name);
        Tells tells = Tells.of(ConsumerOnly.required(this, parameters, "tells", "resolver:" + name));
        Set<Address> onlyAt = addresses(getAndRemoveParameter(parameters, "onlyAt", String.class, ""));
        int times = getAndRemoveParameter(parameters, "times", Integer.class, 1);
        return new ConsumerOnly(
                uri,
                this,
                (endpoint, route) -> new ResolverConsumer(
                        endpoint,
                        route,
                        probe,
                        call -> new ResolverMethod(name, operator, tells, onlyAt, times, call)));
    }

    private static Set<Address> addresses(String list) {
        return Arrays.stream(list.split("[,\\s]+", -1))
                .filter(text -> !text.isEmpty())
                .map(text -> Address.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("onlyAt: '" + text + "' is no address")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
