package vpnsentinel.call;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import vpnsentinel.network.HostName;
import vpnsentinel.settings.Version;

/**
 * How routes call out over HTTP: with our name, trusted authorities, and no second try, redirect, or cookie behind a
 * route's back, so that what a route sees is what happened; with answers of limited size and within a limited time; to
 * hosts whose addresses are remembered when their names do not resolve; and each call on a connection of its own, since
 * one that was left open may lead through a tunnel that is another one by now.
 */
public final class HttpCalls {
    private static final String NAME = "vpn-sentinel/" + Version.text();

    private HttpCalls() {}

    /**
     * Adds {@code http} and {@code https}.
     *
     * @param trust whom they trust; empty for whom Java trusts
     * @param patience how long each stage of a call may take where its route says nothing else
     */
    public static void add(CamelContext context, Optional<SSLContext> trust, Duration patience) {
        DnsResolver names = new RememberedNames();
        // with trust it would speak TLS to everybody
        context.addComponent("http", component(Optional.empty(), names, patience));
        context.addComponent("https", component(trust, names, patience));
    }

    private static HttpComponent component(Optional<SSLContext> trust, DnsResolver names, Duration patience) {
        HttpComponent http = new Caller(names);
        http.setConnectionRequestTimeout(patience.toMillis());
        http.setConnectTimeout(patience.toMillis());
        http.setResponseTimeout(patience.toMillis());
        trust.map(TrustedAuthorities::parameters).ifPresent(http::setSslContextParameters);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setHttpClientConfigurer(HttpCalls::configure);
        return http;
    }

    /** Gives the client our name, a limit to answers, and no connection to keep. */
    static void configure(HttpClientBuilder client) {
        client.setUserAgent(NAME)
                .addExecInterceptorFirst("limit", ReplyBody::limit)
                .addRequestInterceptorFirst((request, entity, context) -> {
                    request.setHeader(HttpHeaders.CONNECTION, HeaderElements.CLOSE);
                    nameRealHost(request);
                });
    }

    /** The other side hears the name that was written, not the one that stands in for it. */
    private static void nameRealHost(HttpRequest request) {
        URIAuthority to = request.getAuthority();
        if (to != null && !HostName.real(to.getHostName()).equals(to.getHostName())) {
            request.setAuthority(new URIAuthority(HostName.real(to.getHostName()), to.getPort()));
        }
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
