package vpnsentinel.echoserver;

import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import vpnsentinel.engine.ConsumerOnly;

/**
 * {@code from: dns-echo:ZONE}: answers the zone of that name over UDP and TCP, and hands the route a {@link DnsEcho.Heard}
 * for each question of a wild name. Parameters: {@code bind} and {@code port}.
 */
public final class DnsEchoComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String zone, Map<String, Object> parameters) {
        String bind = ConsumerOnly.required(this, parameters, "bind", "dns-echo:" + zone);
        int port = Integer.parseInt(ConsumerOnly.required(this, parameters, "port", "dns-echo:" + zone));
        DnsEcho echo = new DnsEcho(zone);
        InetSocketAddress at = new InetSocketAddress(bind, port);
        return new ConsumerOnly(uri, this, (endpoint, route) -> new DnsEchoConsumer(endpoint, route, echo, at));
    }
}
