package vpnsentinel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.RawConnection;
import vpnsentinel.access.Caller;
import vpnsentinel.access.Proxies;
import vpnsentinel.engine.Gate;

/** What routes behind a listener get of a request, on which threads, and what of it reaches the answer. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RouteEngineTest {
    private static final String GET = "?httpMethodRestrict=GET,HEAD";
    private static final String POST = "?httpMethodRestrict=POST&consumes=application/json";

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger searches = new AtomicInteger();
    private int port;
    private Listener listener;

    @BeforeEach
    void listen() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        listener = new Listener(
                new Listener.Spec(
                        Map.of("platform-http", Listener.Threads.EVENT_LOOP, "worker-http", Listener.Threads.WORKERS),
                        "api",
                        "127.0.0.1",
                        port,
                        Optional.empty(),
                        Guard.NOBODY,
                        Proxies.NONE),
                vertx,
                new Gate());
        listener.addTo(context);
        context.getRegistry()
                .lookupByNameAndType(VertxPlatformHttpRouter.getRouterNameFromPort(port), VertxPlatformHttpRouter.class)
                .route()
                .handler(asked -> {
                    searches.incrementAndGet();
                    asked.next();
                });
        context.setStartupSummaryLevel(StartupSummaryLevel.Off);
        context.addRoutes(new Routes());
        context.start();
        listener.listen();
    }

    /** Routes that tell what they got. */
    private static final class Routes extends RouteBuilder {
        @Override
        public void configure() {
            for (String component : List.of("platform-http", "worker-http")) {
                String path = component + ":/" + component;
                from(path + "/thread" + GET).process(Routes::thread);
                from(path + "/thread" + POST).process(Routes::thread);
                from(path + "/of/{client}" + GET).process(Routes::headers);
                from(path + "/all" + GET).process(Routes::headers);
                from(path + "/all" + POST).process(Routes::headers);
                from(path + "/beyond" + POST)
                        .to("direct:" + component + "-changes")
                        .process(Routes::headers);
                from("direct:" + component + "-changes").setBody(constant("another body"));
                from(path + "/removed" + POST).removeHeaders("*").process(Routes::headers);
                from(path + "/nothing" + GET).setBody(constant((Object) null));
                from(path + "/as-it-came/{client}" + POST).setBody(constant("another body"));
                from(path + "/no-text" + GET).setBody(exchange -> new Object());
            }
        }

        private static void thread(Exchange exchange) {
            exchange.getMessage().setBody(Context.isOnEventLoopThread() ? "event loop" : "worker");
        }

        private static void headers(Exchange exchange) {
            Message message = exchange.getMessage();
            StringBuilder all = new StringBuilder();
            message.getHeaders()
                    .forEach((name, value) ->
                            all.append(name).append('=').append(value).append('\n'));
            all.append("from=")
                    .append(exchange.getProperty(RequestMessage.CALLER, Caller.class)
                            .address());
            message.removeHeaders("*");
            message.setHeader("X-Answered", 7);
            message.setBody(all.toString());
        }
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        context.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}"));
        } else if (!method.equals("GET")) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, platform-http, event loop",
        "POST, platform-http, event loop",
        "GET, worker-http, worker",
        "POST, worker-http, worker",
    })
    void aRouteRunsOnTheThreadsOfItsComponent(String method, String component, String threads) throws Exception {
        assertThat(send(method, "/" + component + "/thread").body()).isEqualTo(threads);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, platform-http",
        "POST, platform-http",
        "GET, worker-http",
        "POST, worker-http",
    })
    void aRouteGetsTheHeadersAndTheCaller(String method, String component) throws Exception {
        String got = send(method, "/" + component + "/all", "X-Client-Id", "office", "X-Boot", "b1")
                .body();

        assertThat(got.lines())
                .contains("X-Client-Id=office", "X-Boot=b1", "CamelHttpMethod=" + method, "from=127.0.0.1")
                .contains("CamelHttpPath=/" + component + "/all", "CamelHttpUri=/" + component + "/all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void whatTheRequestSaidIsThereBehindAnotherRoute(String component) throws Exception {
        String got = send("POST", "/" + component + "/beyond", "X-Client-Id", "office")
                .body();

        assertThat(got.lines()).contains("X-Client-Id=office", "CamelHttpMethod=POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void whatARouteRemovesIsGone(String component) throws Exception {
        String got = send("POST", "/" + component + "/removed", "X-Client-Id", "office")
                .body();

        assertThat(got.lines()).containsExactly("from=127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void aRouteGetsTheParametersOfPathAndQuery(String component) throws Exception {
        String got = send("GET", "/" + component + "/of/office%20vpn?since=a%26b&since=c")
                .body();

        assertThat(got.lines()).contains("client=office vpn", "since=[a&b, c]", "CamelHttpQuery=since=a%26b&since=c");
    }

    @Test
    void thePathHasTheLastWord() throws Exception {
        String got = send("GET", "/platform-http/of/office?client=two", "Client", "one")
                .body();

        assertThat(got.lines().filter(line -> line.matches("(?i)client=.*"))).containsExactly("Client=office");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, platform-http",
        "POST, platform-http",
        "GET, worker-http",
        "POST, worker-http",
    })
    void neitherTheKeyNorTheEnginesOwnWordsComeIn(String method, String component) throws Exception {
        String got = send(method, "/" + component + "/all", "X-API-Key", "secret", "camelHttpResponseCode", "teapot")
                .body();

        assertThat(got).doesNotContain("secret", "teapot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void whatAHopSaidIsNotSaidBack(String component) {
        String answer = RawConnection.to(port)
                .send("POST /" + component + "/as-it-came/office HTTP/1.1\r\nHost: asked.test\r\nVia: 1.1 hop.test\r\n"
                        + "Connection: keep-alive\r\nX-Mine: yes\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n{}")
                .until("another body");

        assertThat(answer.toLowerCase(Locale.ROOT))
                .startsWith("http/1.1 200 ")
                .contains("content-type: application/json")
                .doesNotContain("hop.test", "asked.test", "office", "content-length: 2\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void aHeaderOfAnyKindReachesTheAnswer(String component) throws Exception {
        HttpResponse<String> answer = send("GET", "/" + component + "/all");

        assertThat(answer.headers().firstValue("X-Answered")).contains("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void aBodyIsNotSentToWhoAsksForTheHeadOnly(String component) throws Exception {
        HttpResponse<String> answer = send("HEAD", "/" + component + "/thread");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void nothingIsAnAnswerToo(String component) throws Exception {
        HttpResponse<String> answer = send("GET", "/" + component + "/nothing");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-http", "worker-http"})
    void whatCannotBeSentIsAFailureThatIsTold(String component) throws Exception {
        HttpResponse<String> answer = send("GET", "/" + component + "/no-text");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Internal error\"}");
    }

    @Test
    void aQueryThatCannotBeReadIsRefused() {
        String answer = RawConnection.to(port)
                .send("GET /platform-http/all?x=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .untilClosed();

        assertThat(answer).startsWith("HTTP/1.1 400 ").endsWith("{\"error\":\"Bad request\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /platform-http/all, 0",
        "POST, /platform-http/all, 0",
        "GET, /platform-http/all?x=1, 1",
        "HEAD, /platform-http/all, 1",
        "GET, /platform-http/of/office, 1",
        "GET, /worker-http/all, 1",
    })
    void aUsualRequestGoesToItsRouteWithoutASearch(String method, String path, int searched) throws Exception {
        assertThat(send(method, path).statusCode()).isEqualTo(200);

        assertThat(searches).hasValue(searched);
    }

    @Test
    void aStoppedRouteLeavesNoShortcut() throws Exception {
        String id = context.getRoutes().stream()
                .filter(route -> route.getEndpoint().getEndpointUri().contains("/platform-http/all" + GET))
                .findFirst()
                .orElseThrow()
                .getId();

        context.getRouteController().stopRoute(id);

        assertThat(send("GET", "/platform-http/all").statusCode()).isEqualTo(405);
        assertThat(send("POST", "/platform-http/all").statusCode()).isEqualTo(200);
    }
}
