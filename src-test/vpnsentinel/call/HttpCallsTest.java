package vpnsentinel.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeWeb;

/** What every call of a route has without asking for it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpCallsTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        HttpCalls.add(context, Optional.empty(), Duration.ofMillis(300));
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange call(String uri) {
        return context.createFluentProducerTemplate().to(uri).request(Exchange.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aHostThatTakesTheConnectionAndSaysNothingIsNotWaitedForLong(String scheme) throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Exchange asked = call(scheme + "://127.0.0.1:" + mute.getLocalPort() + "/");

            assertThat(asked.getException()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void eachCallHasAConnectionOfItsOwn() {
        try (FakeWeb server = new FakeWeb().answers(200, "{}")) {
            call(server.url() + "/one");
            call(server.url() + "/two");

            assertThat(server.headers)
                    .hasSize(2)
                    .allSatisfy(sent -> assertThat(sent).containsEntry("Connection", "close"));
        }
    }
}
