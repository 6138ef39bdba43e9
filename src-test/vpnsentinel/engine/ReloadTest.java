package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import support.FakeClient;
import support.RunningServer;

/** Edits of the shipped route files while the real server runs: whole ones take over, broken ones are refused and told. */
class ReloadTest {
    private static final String HELLO = """
            - route:
                id: say-hello
                description: Says hello.
                from:
                  uri: platform-http:/hello
                  steps:
                    - setBody:
                        id: hello
                        expression:
                          constant:
                            expression: '"hello"'
            """;

    @TempDir
    static Path folder;

    private static RunningServer server;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final FakeClient client = new FakeClient("office");

    @BeforeAll
    static void startServer() throws Exception {
        server = RunningServer.onStoppedClock(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void undoEverything() throws Exception {
        logger().detachAppender(log);
        server.routes.restore();
        server.take();
        assertThat(server.refusal()).isEmpty();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(SafeReload.class);
    }

    private List<String> refusals() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("edit refused"))
                .toList();
    }

    private int keepalive() throws Exception {
        return server.post(client.next()).status();
    }

    @Test
    void anEditIsTakenOverWithinSecondsByItself() throws Exception {
        server.routes.edit("show-status", "/status", "/state");

        RunningServer.await("the edit", () -> server.api("/state").status() == 200);

        assertThat(server.api("/status").status()).isEqualTo(404);
    }

    /** A broken edit: the words that are replaced, where the fault is, and what a person needs to read. */
    private record Broken(String kind, String stem, String old, String fresh, int line, String reason) {
        @Override
        public String toString() {
            return kind;
        }
    }

    static Stream<Broken> brokenEdits() {
        return Stream.of(
                new Broken("syntax", "judge-client", "    from:\n", "    from: [\n", 4, "while parsing"),
                new Broken(
                        "indentation", "judge-client", "steps:\n        - process", "steps:\n  - process", 7, "while"),
                new Broken("unknown option", "watch-for-silence", "delay: ", "dellay: ", 7, "dellay"),
                new Broken(
                        "unknown bean",
                        "receive-keepalive",
                        "ref: answer-keepalive",
                        "ref: anser-keepalive",
                        21,
                        "no step or bean is named 'anser-keepalive'"),
                new Broken("unknown placeholder", "receive-keepalive", "{{api.path}}", "{{api.pfad}}", 5, "api.pfad"),
                new Broken("unknown step", "look-up-addresses", "- process:", "- proces:", 10, "proces"),
                new Broken("unknown component", "watch-for-silence", "timer:", "tymer:", 5, "tymer"),
                new Broken("bad simple", "judge-client", "Property.found}", "Property.found", 15, "functionEnd"),
                new Broken(
                        "duplicate id",
                        "watch-for-silence",
                        "id: watch-for-silence",
                        "id: watch-for-clients",
                        2,
                        "route id 'watch-for-clients' is used twice"),
                new Broken(
                        "nobody listens",
                        "receive-keepalive",
                        "direct:judge-client",
                        "direct:nowhere",
                        15,
                        "no route starts from direct:nowhere"));
    }

    @ParameterizedTest
    @MethodSource("brokenEdits")
    void aBrokenEditIsToldWithFileLineAndReasonWhileTheOldRoutesRun(Broken broken) throws Exception {
        String where = broken.stem() + ".camel.yaml:" + broken.line() + ": ";

        server.routes.edit(broken.stem(), broken.old(), broken.fresh());
        server.take();

        assertThat(server.refusal()).startsWith("edit refused: " + where).contains(broken.reason());
        assertThat(server.dashboard()).contains(where.strip());
        assertThat(refusals()).singleElement().asString().contains(where).contains(broken.reason());
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void aRefusalIsToldOnceAndAnotherOneAnew() throws Exception {
        server.routes.edit("judge-client", "judge-evidence", "nonsense");
        server.take();
        server.take();
        server.routes.edit("judge-client", "nonsense", "absurdity");
        server.take();

        assertThat(refusals()).hasSize(2);
        assertThat(server.refusal()).contains("'absurdity'");
    }

    @Test
    void anUndoneEditIsNoFaultAnyMore() throws Exception {
        server.routes.edit("judge-client", "judge-evidence", "nonsense");
        server.take();
        assertThat(server.refusal()).isNotEmpty();

        server.routes.edit("judge-client", "nonsense", "judge-evidence");
        server.take();

        assertThat(server.refusal()).isEmpty();
        assertThat(server.dashboard()).doesNotContain("nonsense");
    }

    @Test
    void anEmptiedFolderIsRefused() throws Exception {
        server.routes.clear();
        server.take();

        assertThat(server.refusal()).isEqualTo("edit refused: server-routes/: the folder has no *.camel.yaml any more");
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void aFolderThatCannotBeReadIsToldOnceAndForgivenWhenItIsBack() throws Exception {
        Path away = Files.move(server.routes.folder(), folder.resolve("away"));
        server.take();
        server.take();

        assertThat(server.refusal()).contains("server-routes/: cannot be read");
        assertThat(refusals()).hasSize(1);
        assertThat(keepalive()).isEqualTo(200);
        Files.move(away, server.routes.folder());
        server.take();
        assertThat(server.refusal()).isEmpty();
    }

    @Test
    void aFileThatIsEmptiedAndWrittenAnewIsNotRefusedInBetween() throws Exception {
        String text = server.routes.read("judge-client");

        for (String moment : List.of("", text.substring(0, 300), text.substring(0, 301), "")) {
            Files.writeString(server.routes.file("judge-client"), moment);
            server.look();
        }
        Files.writeString(server.routes.file("judge-client"), text.replace("Compares", "Likens"));
        server.take();

        assertThat(refusals()).isEmpty();
        assertThat(server.refusal()).isEmpty();
    }

    @Test
    void aFileIsAddedRenamedAndDeleted() throws Exception {
        server.routes.write("say-hello", HELLO);
        server.take();
        assertThat(server.get("/hello").statusCode()).isEqualTo(200);

        server.routes.delete("say-hello");
        server.routes.write("greet-everybody", HELLO.replace("say-hello", "greet-everybody"));
        server.take();
        assertThat(server.get("/hello").statusCode()).isEqualTo(200);

        server.routes.delete("greet-everybody");
        server.take();
        assertThat(server.get("/hello").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedFileThatOthersNeedIsRefusedByItsName() throws Exception {
        server.routes.delete("judge-client");
        server.take();

        assertThat(server.refusal())
                .isEqualTo("edit refused: judge-client.camel.yaml: no route starts from direct:judge-client");
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void anEditOfAnErrorPolicyIsTakenOver() throws Exception {
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
        assertThat(server.post(nonsense).status()).isEqualTo(400);

        server.routes.edit("refuse-request", "            - vpnsentinel.wire.Rejection\n", "");
        server.take();
        assertThat(server.post(nonsense).status()).isEqualTo(500);

        server.routes.edit("refuse-request", "exception:\n", "exception:\n            - vpnsentinel.wire.Rejection\n");
        server.take();
        assertThat(server.post(nonsense).status()).isEqualTo(400);
    }

    @Test
    void aReloadWaitsForARequestWhoseBodyIsOnItsWay() throws Exception {
        byte[] body = client.next();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.ports().api())) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "POST /api/v1/keepalive HTTP/1.1\r\nHost: x\r\nX-API-Key: " + RunningServer.KEY
                            + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n");
            assertThat(firstLine(socket)).contains("100 Continue");

            server.routes.edit("receive-keepalive", "Receives a", "Takes a");
            CompletableFuture<Void> reload = CompletableFuture.runAsync(server::take);
            assertThatThrownBy(() -> reload.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            socket.getOutputStream().write(body);

            assertThat(firstLine(socket)).contains("200 OK");
            reload.join();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String firstLine(Socket socket) throws IOException {
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        return new String(answer, 0, Math.max(0, length), StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElse("");
    }
}
