package vpnsentinel.launch;

import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;

/**
 * How routes call out over HTTP: with our name, trusted authorities, and no second try, redirect, or cookie behind a
 * route's back, so that what a route sees is what happened; and with answers of limited size.
 */
final class HttpCalls {
    private static final String NAME = "vpn-sentinel/" + Version.text();

    private HttpCalls() {}

    /** Adds {@code http} and {@code https}; without trust they have that of Java. */
    static void add(CamelContext context, Optional<SSLContext> trust) {
        context.addComponent("http", component(Optional.empty())); // with trust it would speak TLS to everybody
        context.addComponent("https", component(trust));
    }

    private static HttpComponent component(Optional<SSLContext> trust) {
        HttpComponent http = new HttpComponent();
        trust.map(TrustedAuthorities::parameters).ifPresent(http::setSslContextParameters);
        http.setAutomaticRetriesDisabled(true);
        http.setRedirectHandlingDisabled(true);
        http.setCookieManagementDisabled(true);
        http.setHttpClientConfigurer(
                client -> client.setUserAgent(NAME).addExecInterceptorFirst("limit", ReplyBody::limit));
        return http;
    }
}
