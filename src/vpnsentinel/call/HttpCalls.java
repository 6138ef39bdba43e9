package vpnsentinel.call;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.cookie.CookieSpecFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.socket.ConnectionSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Lookup;
import org.apache.hc.core5.http.config.Registry;
import org.apache.hc.core5.http.config.RegistryBuilder;
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

    /** None is kept. The usual kinds bring a list of every name under which people register theirs, which is long. */
    private static final Lookup<CookieSpecFactory> NO_COOKIES =
            RegistryBuilder.<CookieSpecFactory>create().build();

    private HttpCalls() {}

    /**
     * Adds {@code http} and {@code https}.
     *
     * @param names where they find hosts
     * @param trust whom they trust; empty for whom Java trusts
     * @param patience how long each stage of a call may take where its route says nothing else
     */
    public static void add(CamelContext context, RememberedNames names, Optional<SSLContext> trust, Duration patience) {
        // with trust it would speak TLS to everybody
        context.addComponent("http", component(Optional.empty(), names, patience));
        context.addComponent("https", component(trust, names, patience));
    }

    private static HttpComponent component(Optional<SSLContext> trust, RememberedNames names, Duration patience) {
        HttpComponent http = new Caller(names);
        http.setConnectionRequestTimeout(patience.toMillis());
        http.setConnectTimeout(patience.toMillis());
        http.setResponseTimeout(patience.toMillis());
        trust.map(TrustedAuthorities::parameters).ifPresent(http::setSslContextParameters);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setHttpClientConfigurer(client -> configure(client, names));
        return http;
    }

    /** Gives the client our name, a limit to answers, no connection to keep, and names that learn of failures. */
    static void configure(HttpClientBuilder client, RememberedNames names) {
        client.setUserAgent(NAME)
                .setDefaultCookieSpecRegistry(NO_COOKIES)
                .addExecInterceptorFirst("names", (request, scope, chain) -> call(request, scope, chain, names))
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

    /** Whoever does not answer, or not as wanted, may be another host by now than the one that the name means. */
    private static ClassicHttpResponse call(
            ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain, RememberedNames names)
            throws IOException, HttpException {
        String host = HostName.real(scope.route.getTargetHost().getHostName());
        try {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            if (answer.getCode() >= HttpStatus.SC_CLIENT_ERROR) {
                names.failed(host);
            }
            return answer;
        } catch (IOException e) {
            names.failed(host);
            throw e;
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
