package vpnsentinel.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.HostName;

/** Which addresses a name has when its resolver answers, when it does not, and when it never did. */
class RememberedNamesTest {
    private static final String HOST = "echo.test";

    private final Resolver resolver = new Resolver();
    private final AtomicLong nanos = new AtomicLong();
    private final RememberedNames names = new RememberedNames(resolver, Duration.ofSeconds(10), nanos::get);

    /** Answers as it is told to. */
    private static final class Resolver implements DnsResolver {
        private volatile String address = "192.0.2.1";
        private volatile String asked = "";
        private volatile CountDownLatch answers = new CountDownLatch(0);

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked = host;
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            if (address.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName(address)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static String resolved(RememberedNames names) throws UnknownHostException {
        return names.resolve(HOST)[0].getHostAddress();
    }

    @Test
    void aNameThatMovesIsFollowed() throws UnknownHostException {
        names.resolve(HOST);
        resolver.address = "192.0.2.2";
        nanos.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(resolved(names)).as("calls succeed").isEqualTo("192.0.2.1");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(resolved(names)).isEqualTo("192.0.2.2");
    }

    @Test
    void aNameWithAnUnderscoreIsAskedForAsItIs() throws UnknownHostException {
        URI standIn = HostName.standIn(URI.create("http://vpn_server:5000"));

        names.resolve(standIn.getHost());

        assertThat(resolver.asked).isEqualTo("vpn_server");
    }

    @Test
    void afterAFailureTheNameIsAskedForUntilItMovesAndNotLonger() throws UnknownHostException {
        names.resolve(HOST);
        names.failed(HOST);
        assertThat(resolved(names)).as("not moved yet").isEqualTo("192.0.2.1");
        resolver.address = "192.0.2.2";
        names.failed(HOST);
        names.failed("other.test");

        assertThat(resolved(names)).isEqualTo("192.0.2.2");
        resolver.address = "192.0.2.3";
        assertThat(resolved(names)).as("calls succeed").isEqualTo("192.0.2.2");
        assertThat(names.failures(HOST)).isEqualTo(2);
    }

    @Test
    void aNameThatResolvesNoMoreKeepsItsLastAddress() throws UnknownHostException {
        names.resolve(HOST);
        resolver.address = "";
        names.failed(HOST);

        assertThat(resolved(names)).isEqualTo("192.0.2.1");
    }

    @Test
    void aResolverThatHangsDoesNotHoldUpWhoKnowsTheAddress() throws UnknownHostException {
        RememberedNames hurried = new RememberedNames(resolver, Duration.ofMillis(1), nanos::get);
        hurried.resolve(HOST);
        hurried.failed(HOST);
        resolver.answers = new CountDownLatch(1);

        assertThat(resolved(hurried)).isEqualTo("192.0.2.1");
    }

    @Test
    void whatIsCalledNowIsRememberedHoweverManyNamesCameBefore() throws UnknownHostException {
        for (int i = 0; i < 1_000; i++) {
            names.resolve("host-" + i + ".test");
        }
        names.resolve(HOST);
        resolver.address = "";
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());

        assertThat(resolved(names)).isEqualTo("192.0.2.1");
        assertThat(IntStream.range(0, 1_000).filter(this::isRemembered))
                .as("of the others")
                .hasSizeBetween(1, 255);
    }

    private boolean isRemembered(int number) {
        try {
            return names.resolve("host-" + number + ".test").length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Test
    void aNameThatNeverResolvedIsUnknown() throws UnknownHostException {
        resolver.address = "";

        assertThatThrownBy(() -> names.resolve(HOST)).isInstanceOf(UnknownHostException.class);
        assertThat(names.resolveCanonicalHostname(HOST)).isEqualTo(HOST);
    }
}
