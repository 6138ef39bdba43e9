package vpnsentinel.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;
import vpnsentinel.engine.EndpointOptions;
import vpnsentinel.network.Address;

/**
 * {@code from: resolver:NAME}: while the route runs, a method of that name exists. For each name server the route gets the
 * name server as the body and leaves the records of its answer, mostly by {@code to: dns-question:…}.
 */
final class ResolverComponent extends DefaultComponent {
    @UriEndpoint(
            scheme = "resolver",
            syntax = "resolver:name",
            title = "Resolver method",
            firstVersion = "2.0.0",
            consumerOnly = true,
            category = {Category.NETWORKING})
    @Metadata(
            description = "Start the route for each name server in use, to find out which resolver is really at work:"
                    + " the name server is the body, and the route leaves the records of its answer.")
    record Options(
            @UriPath(description = "The method's name in reports.") @Metadata(required = true)
            String name,

            @UriParam(description = "Who runs the zone that answers; two of one operator do not confirm each other.")
            @Metadata(required = true)
            String operator,

            @UriParam(
                    description = "What the answer tells: the address from which the resolver asks, the address"
                            + " from which it was asked, or the protocol by which it was asked.",
                    enums = "egress,seen-from,transport")
            @Metadata(required = true)
            String tells,

            @UriParam(
                    description =
                            "The addresses of the only name servers to ask, separated by commas;" + " all when empty.")
            String onlyAt,

            @UriParam(
                    description = "How often each name server is asked in a round, at most 10;"
                            + " a pool of resolvers answers from several addresses.",
                    defaultValue = "1")
            int times) {}

    private final ResolverProbe probe;

    ResolverComponent(ResolverProbe probe) {
        this.probe = probe;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
        Options options = EndpointOptions.read(this, Options.class, name, parameters);
        Tells tells = Tells.of(options.tells);
        Set<Address> onlyAt = addresses(options.onlyAt);
        return new ConsumerOnly(
                uri,
                this,
                (endpoint, route) -> new ResolverConsumer(
                        endpoint,
                        route,
                        probe,
                        call -> new ResolverMethod(name, options.operator, tells, onlyAt, options.times, call)));
    }

    private static Set<Address> addresses(String list) {
        return Arrays.stream(list.split("[,\\s]+", -1))
                .filter(text -> !text.isEmpty())
                .map(text -> Address.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("onlyAt: '" + text + "' is no address")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
