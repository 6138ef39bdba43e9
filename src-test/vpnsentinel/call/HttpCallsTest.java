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
import support.ClientStage;
import support.FakeWeb;

/** What every call of a route has without asking for it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class HttpCallsTest {
    private final RememberedNames names = new RememberedNames();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        HttpCalls.add(context, names, Optional.empty(), Duration.ofMillis(300));
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
    void aHostThatIsNotReachedOrAnswersOtherwiseIsLookedUpAnew() {
        int port = ClientStage.freePort();
        call("http://localhost:" + port + "/");
        assertThat(names.failures("localhost")).isEqualTo(1);

        try (FakeWeb server = new FakeWeb().answers(200, "{}").answersTo("gone", 404, "")) {
            String url = server.url().replace("127.0.0.1", "localhost");
            call(url + "/gone");
            assertThat(names.failures("localhost")).isEqualTo(2);
            call(url + "/");
            assertThat(names.failures("localhost")).as("a call that succeeds").isEqualTo(2);
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
