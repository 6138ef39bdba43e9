package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.RawConnection;
import vpnsentinel.access.Proxies;
import vpnsentinel.engine.Gate;
import vpnsentinel.settings.StartProblem;

/** What a listener does with requests that no decent client sends, and with clients that take their time. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ListenerTest {
    private static final String POST = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Vertx vertx = Doorway.vertx(new VertxOptions());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<AutoCloseable> open = new ArrayList<>();
    private int port;

    /** A listener whose one route, {@code POST /echo}, answers with the body that it got. */
    private void listen(Limits limits) throws Exception {
        port = freePort();
        Listener listener = listener(port, limits);
        listener.addTo(context);
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo?httpMethodRestrict=POST&consumes=application/json")
                        .process(exchange -> exchange.getMessage().removeHeaders("*"));
            }
        });
        context.start();
        listener.listen();
        open.add(listener::close);
    }

    private static Limits limits(Duration slowestBody, Duration quiet) {
        return new Limits(100, 100, slowestBody, quiet, LONG, Long.MAX_VALUE);
    }

    private void listen() throws Exception {
        listen(Limits.USUAL);
    }

    private Listener listener(int where, Limits limits) {
        return new Listener(
                new Listener.Spec(
                        Map.of("platform-http", Listener.Threads.EVENT_LOOP, "worker-http", Listener.Threads.WORKERS),
                        "api",
                        "127.0.0.1",
                        where,
                        Optional.empty(),
                        Guard.NOBODY,
                        Proxies.NONE,
                        limits,
                        2),
                vertx,
                new Gate());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private RawConnection connect() {
        RawConnection connection = RawConnection.to(port);
        open.add(connection);
        return connection;
    }

    /** What is answered to a request that closes its connection. */
    private String ask(String request) {
        return connect().send(request).untilClosed();
    }

    private static String post(String body, String... more) {
        return POST + String.join("", more) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        context.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws Exception {
        listen();

        String answer = ask(post("{}", "X-Large: " + "x".repeat(9000) + "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 431 ").endsWith("}");
    }

    @Test
    void aRequestLineThatIsTooLongIsRefused() throws Exception {
        listen();

        String answer = ask("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.[01] 414 .*\\{\"error\":.*}");
    }

    @Test
    void aRequestWithTwoLengthsIsTheLastOnItsConnection() throws Exception {
        listen();

        String answer = ask(POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("404 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "+5", "0x10", "5, 6", "99999999999999999999"})
    void aLengthThatIsNoneIsRefused(String length) throws Exception {
        listen();

        String answer = ask(POST + "Content-Length: " + length + "\r\n\r\nhello");

        assertThat(answer).matches("(?s)HTTP/1.1 4(00|13) .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", // the start of TLS
                "hello\r\n\r\n",
                "\u0000\u0000\u0000\u0000\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1\r\nno header\r\n\r\n"
            })
    void garbageIsAnsweredAndHurtsNobody(String garbage) throws Exception {
        listen(limits(LONG, Duration.ofMillis(500)));

        String answer = ask(garbage);

        assertThat(answer).doesNotContain("HTTP/1.1 2", "Exception");
        assertThat(connect().send(post("{}")).until("{}")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aBodyThatTricklesInIsCutOff() throws Exception {
        listen(limits(Duration.ofMillis(300), LONG));

        String answer = ask(POST + "Content-Length: 100\r\n\r\n{");

        assertThat(answer).isEmpty();
    }

    @Test
    void aHeadThatTricklesInIsCutOff() throws Exception {
        listen(limits(LONG, Duration.ofMillis(400)));
        RawConnection slow = connect();
        Thread trickle = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                slow.send("x");
            }
        });

        slow.send("GET / HTTP/1.1\r\n");
        trickle.start();

        assertThat(slow.untilClosed()).doesNotContain("HTTP/1.1 2");
        trickle.interrupt();
        trickle.join();
    }

    @Test
    void aConnectionThatAsksNothingIsClosed() throws Exception {
        listen(limits(LONG, Duration.ofMillis(300)));
        RawConnection used = connect().send(post("{}"));

        assertThat(ask("")).isEmpty();
        assertThat(used.untilClosed()).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON", "application/json; charset=utf-8"})
    void aMediaTypeReachesTheRouteHoweverItIsSpelled(String type) throws Exception {
        listen();
        String head = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nConnection: close\r\n";

        String answer = ask(head + "Content-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("{}");
    }

    @Test
    void anOldClientIsAnsweredAndItsConnectionClosed() throws Exception {
        listen();

        String answer = ask("POST /echo HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.0 200 ").endsWith("\r\n\r\n{}");
    }

    @Test
    void requestsInARowAreAnsweredInOrder() throws Exception {
        listen();

        String answers =
                connect().send(post("one") + post("two") + post("three")).until("\r\n\r\nthree");

        assertThat(answers).containsSubsequence("\r\n\r\none", "\r\n\r\ntwo", "\r\n\r\nthree");
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws Exception {
        listen();
        RawConnection polite = connect().send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");

        assertThat(polite.until("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
        assertThat(polite.send("{}").until("{}")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aClientThatAsksFirstIsToldNotTo() throws Exception {
        listen();

        String answer = ask(POST + "Expect: 100-continue\r\nContent-Length: 100000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Listener late = listener(busy.getLocalPort(), Limits.USUAL);

            assertThatThrownBy(late::listen)
                    .isInstanceOf(StartProblem.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + busy.getLocalPort() + " (api): ")
                    .hasMessageContaining("in use");
        }
    }
}
