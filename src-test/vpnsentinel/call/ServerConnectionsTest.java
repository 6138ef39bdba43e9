package vpnsentinel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import support.FakeWeb;
import vpnsentinel.network.Family;

/** Calls to our own server by one family, whatever addresses its name has. */
class ServerConnectionsTest {
    private static final DnsResolver NAMES = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return host.equals("both.test")
                    ? new InetAddress[] {InetAddress.getByName("2001:db8::7"), InetAddress.getByName("127.0.0.1")}
                    : new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final FakeWeb server = new FakeWeb().answers(200, "{\"address\":\"203.0.113.10\"}");

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(Family family, String host) throws Exception {
        HttpClientBuilder client = HttpClientBuilder.create().disableAutomaticRetries();
        ServerConnections.by(
                        family,
                        TrustedAuthorities.anybody(),
                        new DefaultHostnameVerifier(),
                        new RememberedNames(NAMES, Duration.ofSeconds(5), System::nanoTime),
                        Duration.ofSeconds(1))
                .configureHttpClient(client);
        try (CloseableHttpClient http = client.build()) {
            return http.execute(
                    new HttpGet(server.url().replace("127.0.0.1", host) + "/whoami"),
                    answer -> new String(answer.getEntity().getContent().readAllBytes()));
        }
    }

    @Test
    void aNameWithAddressesOfBothFamiliesIsCalledByTheOneThatIsAskedAbout() throws Exception {
        assertThat(ask(Family.V4, "both.test")).contains("203.0.113.10");
        assertThatThrownBy(() -> ask(Family.V6, "both.test")).isInstanceOf(IOException.class);

        assertThat(server.requests).containsExactly("GET /whoami");
        assertThat(server.headers.get(0).get("User-agent")).startsWith("vpn-sentinel/");
    }

    @Test
    void aNameWithoutAnAddressOfTheFamilyIsNotCalled() {
        assertThatThrownBy(() -> ask(Family.V6, "four.test")).hasMessageContaining("four.test has no address of IPv6");
        assertThat(server.requests).isEmpty();
    }
}
