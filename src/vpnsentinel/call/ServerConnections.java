package vpnsentinel.call;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import vpnsentinel.network.Address;
import vpnsentinel.network.Family;

/**
 * Connections to our own server by one family alone: the name of a server has addresses of both, and which one a client
 * would take says nothing about the other.
 */
public final class ServerConnections {
    private ServerConnections() {}

    /** Makes Camel's calls go by the family, and trust whom the keepalives trust. */
    public static HttpClientConfigurer by(
            Family family, SSLContext trust, HostnameVerifier verifier, RememberedNames names, Duration timeout) {
        return client -> {
            HttpCalls.configure(client, names);
            client.setConnectionManager(connections(family, trust, verifier, names, timeout));
        };
    }

    private static HttpClientConnectionManager connections(
            Family family, SSLContext trust, HostnameVerifier verifier, DnsResolver names, Duration timeout) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new OfFamily(family, names))
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust, verifier))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeout))
                        .build())
                .build();
    }

    /** The addresses of one family among those of a name. */
    record OfFamily(Family family, DnsResolver names) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = Stream.of(names.resolve(host))
                    .filter(each -> family.holds(Address.of(each)))
                    .toArray(InetAddress[]::new);
            if (found.length == 0) {
                throw new UnknownHostException(host + " has no address of " + (family == Family.V4 ? "IPv4" : "IPv6"));
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            return names.resolveCanonicalHostname(host);
        }
    }
}
