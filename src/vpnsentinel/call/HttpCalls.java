package vpnsentinel.call;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import vpnsentinel.settings.Version;

/**
 * How routes call out over HTTP: with our name, trusted authorities, and no second try, redirect, or cookie behind a
 * route's back, so that what a route sees is what happened; with answers of limited size, and to hosts whose addresses
 * are remembered when their names do not resolve.
 */
public final class HttpCalls {
    private static final String NAME = "vpn-sentinel/" + Version.text();

    private HttpCalls() {}

    /** Adds {@code http} and {@code https}; without trust they have that of Java. */
    public static void add(CamelContext context, Optional<SSLContext> trust) {
        DnsResolver names = new RememberedNames();
        context.addComponent("http", component(Optional.empty(), names)); // with trust it would speak TLS to everybody
        context.addComponent("https", component(trust, names));
    }

    private static HttpComponent component(Optional<SSLContext> trust, DnsResolver names) {
        HttpComponent http = new Caller(names);
        trust.map(TrustedAuthorities::parameters).ifPresent(http::setSslContextParameters);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setHttpClientConfigurer(HttpCalls::configure);
        return http;
    }

    /** Gives the client our name and the limit to answers. */
    static void configure(HttpClientBuilder client) {
        client.setUserAgent(NAME).addExecInterceptorFirst("limit", ReplyBody::limit);
    }

    /** Camel's component, whose connections find their hosts by our names. */
    private static final class Caller extends HttpComponent {
        private final DnsResolver names;

        Caller(DnsResolver names) {
            this.names = names;
        }

        @Override
        @SuppressWarnings("deprecation") // Camel speaks of socket factories
        protected HttpClientConnectionManager createConnectionManager(
                Registry<ConnectionSocketFactory> sockets, int most, int mostPerHost, SocketConfig options) {
            PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                    sockets,
                    PoolConcurrencyPolicy.STRICT,
                    PoolReusePolicy.LIFO,
                    TimeValue.ofMilliseconds(getConnectionTimeToLive()),
                    null,
                    names,
                    null);
            connections.setMaxTotal(most > 0 ? most : getMaxTotalConnections());
            connections.setDefaultMaxPerRoute(mostPerHost > 0 ? mostPerHost : getConnectionsPerRoute());
            connections.setDefaultSocketConfig(options);
            return connections;
        }
    }
}
