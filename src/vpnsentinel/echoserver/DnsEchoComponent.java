package vpnsentinel.echoserver;

import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;
import vpnsentinel.engine.EndpointOptions;

/**
 * {@code from: dns-echo:ZONE}: answers the zone of that name over UDP and TCP, and hands the route a {@link DnsEcho.Heard}
 * for each question of a wild name.
 */
public final class DnsEchoComponent extends DefaultComponent {
    @UriEndpoint(
            scheme = "dns-echo",
            syntax = "dns-echo:zone",
            title = "DNS echo",
            firstVersion = "2.0.0",
            consumerOnly = true,
            category = {Category.NETWORKING})
    @Metadata(description = "Answer a DNS zone with the address that asks, and start the route for each question.")
    record Options(
            @UriPath(description = "The zone that is delegated to this host.") @Metadata(required = true)
            String zone,

            @UriParam(description = "The address to listen on, by UDP and by TCP.") @Metadata(required = true)
            String bind,

            @UriParam(description = "The port to listen on.") @Metadata(required = true)
            int port) {}

    @Override
    protected Endpoint createEndpoint(String uri, String zone, Map<String, Object> parameters) {
        Options options = EndpointOptions.read(this, Options.class, zone, parameters);
        DnsEcho echo = new DnsEcho(zone);
        InetSocketAddress at = new InetSocketAddress(options.bind, options.port);
        return new ConsumerOnly(uri, this, (endpoint, route) -> new DnsEchoConsumer(endpoint, route, echo, at));
    }
}
