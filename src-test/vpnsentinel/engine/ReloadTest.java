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
import org.junit.jupiter.params.provider.ValueSource;
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

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private List<String> refusals() {
        return logged().stream().filter(line -> line.startsWith("edit refused")).toList();
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
                new Broken(
                        "open bracket",
                        "judge-client",
                        "    from:\n",
                        "    from: [\n",
                        4,
                        "the bracket that opens here is not closed"),
                new Broken(
                        "open quote",
                        "judge-client",
                        "uri: direct:judge-client",
                        "uri: \"direct:judge-client",
                        5,
                        "the quote that opens here is not closed"),
                new Broken("tab", "judge-client", "      steps:", "\tsteps:", 6, "a tab stands here"),
                new Broken(
                        "indentation",
                        "judge-client",
                        "steps:\n        - process",
                        "steps:\n  - process",
                        7,
                        "the indentation does not fit the lines above"),
                new Broken(
                        "unknown option",
                        "watch-for-silence",
                        "delay: ",
                        "dellay: ",
                        7,
                        "'timer:' has no option 'dellay'; did you mean 'delay'?"),
                new Broken(
                        "no length of time",
                        "watch-for-silence",
                        "delay: 100",
                        "delay: often",
                        7,
                        "'delay: often': expected a length of time"),
                new Broken(
                        "wrong type in the address",
                        "watch-for-silence",
                        "timer:watch-for-silence",
                        "timer:watch-for-silence?fixedRate=maybe",
                        5,
                        "'fixedRate: maybe': expected true or false"),
                new Broken(
                        "no such method",
                        "show-status",
                        "httpMethodRestrict: GET",
                        "httpMethodRestrict: GTE",
                        6,
                        "there is no HTTP method 'GTE'"),
                new Broken(
                        "unknown bean",
                        "receive-keepalive",
                        "ref: answer-keepalive",
                        "ref: anser-keepalive",
                        21,
                        "no step or bean is named 'anser-keepalive'; did you mean 'answer-keepalive'?"),
                new Broken(
                        "unknown placeholder",
                        "receive-keepalive",
                        "{{api.path}}",
                        "{{api.pfad}}",
                        5,
                        "no setting has the key 'api.pfad'"),
                new Broken(
                        "unknown step",
                        "look-up-addresses",
                        "- process:",
                        "- proces:",
                        10,
                        "there is no step 'proces'; did you mean 'process'?"),
                new Broken(
                        "unknown option of a step",
                        "look-up-addresses",
                        "            ref: look-up",
                        "            reff: look-up",
                        12,
                        "'reff' is no option here; did you mean 'ref'?"),
                new Broken("unknown component", "watch-for-silence", "timer:", "tymer:", 5, "did you mean 'timer'?"),
                new Broken("bad simple", "judge-client", "Property.found}", "Property.found", 15, "functionEnd"),
                new Broken(
                        "duplicate id",
                        "watch-for-silence",
                        "id: watch-for-silence",
                        "id: watch-for-clients",
                        2,
                        "route id 'watch-for-clients' is used twice: in watch-for-clients.camel.yaml"),
                new Broken(
                        "no id", "watch-for-silence", "    id: watch-for-silence\n", "", 1, "the route has no 'id:'"),
                new Broken(
                        "no from",
                        "watch-for-silence",
                        "    from:",
                        "    form:",
                        1,
                        "the route has no 'from:'; did 'form:'"),
                new Broken(
                        "a step with two names",
                        "watch-for-silence",
                        "            id: notice-silence",
                        "          id: notice-silence",
                        12,
                        "there can be no ':' here"),
                new Broken(
                        "twice the same",
                        "watch-for-silence",
                        "delay: ",
                        "period: 200\n        delay: ",
                        9,
                        "second time"),
                new Broken(
                        "nobody listens",
                        "receive-keepalive",
                        "direct:judge-client",
                        "direct:judge-clients",
                        15,
                        "no route starts from direct:judge-clients; did you mean direct:judge-client?"),
                new Broken(
                        "a path of another",
                        "show-status",
                        "{{api.path}}/status",
                        "{{api.path}}/clients",
                        6,
                        "`/api/v1/clients` is already served by list-clients.camel.yaml"));
    }

    /** Texts that hold no route, of which the engine takes over each without a word. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# later\n",
                "---\n",
                "route: {}\n",
                "- route: {}\n",
                "- rout:\n    id: x\n",
                "nothing\n"
            })
    void aFileThatHoldsNoRouteIsRefused(String text) throws Exception {
        server.routes.write("show-status", text);
        server.take();

        assertThat(server.refusal()).startsWith("edit refused: show-status.camel.yaml:");
        assertThat(server.api("/status").status()).isEqualTo(200);
    }

    @Test
    void aBrokenFileHoldsUpNoOtherAndAllFaultsAreTold() throws Exception {
        server.routes.edit("show-status", "/status", "/state");
        server.routes.edit("judge-client", "judge-evidence", "nonsense");
        server.routes.edit("watch-for-silence", "delay: ", "dellay: ");
        server.routes.edit("show-logs", "ref: logs-model", "reff: logs-model");
        Files.write(server.routes.file("show-start"), "# für\n".getBytes(StandardCharsets.ISO_8859_1));
        server.take();

        assertThat(server.api("/state").status()).isEqualTo(200);
        assertThat(server.refusal())
                .contains("judge-client.camel.yaml:", "watch-for-silence.camel.yaml:7: ", "show-logs.camel.yaml:")
                .contains("show-start.camel.yaml:1: a character here is not UTF-8");
        assertThat(server.dashboard())
                .contains("judge-client.camel.yaml:", "watch-for-silence.camel.yaml:7:", "show-logs.camel.yaml:");
        assertThat(refusals()).hasSize(4);
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void aRouteIsGoneWithItsFileAndThatIsSaid() throws Exception {
        server.routes.delete("show-status");
        server.take();

        assertThat(server.api("/status").status()).isEqualTo(404);
        assertThat(server.refusal()).isEmpty();
        assertThat(server.dashboard()).contains("route show-status is gone");
        assertThat(logged()).anyMatch(line -> line.contains("route show-status is gone"));

        server.routes.restore();
        server.take();
        assertThat(server.dashboard()).doesNotContain("route show-status is gone");
    }

    @Test
    void aRouteThatNobodyCanDoWithoutDoesNotGoWithItsFile() throws Exception {
        server.routes.delete("receive-keepalive");
        server.take();

        assertThat(keepalive()).isEqualTo(200);
        assertThat(server.refusal())
                .startsWith("edit refused: receive-keepalive.camel.yaml: is gone, and without it no client is heard")
                .contains("'# off'");
    }

    @Test
    void aFileThatSaysSoSwitchesItsRouteOff() throws Exception {
        server.routes.write("show-status", "# off\n\n# - route:\n");
        server.take();

        assertThat(server.api("/status").status()).isEqualTo(404);
        assertThat(server.refusal()).isEmpty();
        assertThat(server.dashboard()).doesNotContain("show-status");
    }

    @Test
    void aRouteThatNobodyCanDoWithoutMayBeSwitchedOffAndHealthSaysWhatIsLost() throws Exception {
        server.routes.write("receive-keepalive", "# off");
        server.take();

        assertThat(keepalive()).isEqualTo(404);
        assertThat(server.refusal()).isEqualTo("receive-keepalive is switched off: no client is heard");
        assertThat(server.dashboard()).contains("receive-keepalive is switched off");
    }

    @Test
    void whoCallsARouteThatIsSwitchedOffGoesOn() throws Exception {
        server.routes.write("raise-alert", "# off: not now");
        server.take();

        assertThat(server.refusal()).isEqualTo("raise-alert is switched off: no message is made");
        assertThat(keepalive()).isEqualTo(200);
    }

    @Test
    void twoFilesMayGiveTheSameIdToAStep() throws Exception {
        server.routes.write("say-hello", HELLO.replace("id: hello", "id: record-keepalive"));
        server.take();

        assertThat(server.refusal()).isEmpty();
        assertThat(server.get("/hello").statusCode()).isEqualTo(200);
    }

    @Test
    void oneFileMayNot() throws Exception {
        server.routes.edit("receive-keepalive", "id: record-keepalive", "id: read-keepalive");
        server.take();

        assertThat(server.refusal()).contains("receive-keepalive.camel.yaml:").contains("read-keepalive");
    }

    @Test
    void aNewFileThatIsBrokenIsLeftOut() throws Exception {
        server.routes.write("say-hello", HELLO.replace("- setBody", "- setBdy"));
        server.take();

        assertThat(server.refusal())
                .isEqualTo("left out: say-hello.camel.yaml:7: there is no step 'setBdy'; did you mean 'setBody'?");
    }

    @Test
    void aCallThatWouldPassAMistypedOptionToItsProviderIsRefusedAndOneOfItsOwnIsNot() throws Exception {
        String call = HELLO.replace("- setBody:\n            id: hello", "%s");
        String to = """
                - to:
                            id: ask
                            uri: http://127.0.0.1:1/json
                            parameters:
                              %s
                        - setBody:
                            id: hello""";

        server.routes.write("say-hello", call.formatted(to.formatted("responseTimeot: 5000")));
        server.take();
        assertThat(server.refusal())
                .isEqualTo("left out: say-hello.camel.yaml:11: 'http:' has no option 'responseTimeot';"
                        + " did you mean 'responseTimeout'?");

        server.routes.write("say-hello", call.formatted(to.formatted("responseTimeout: often")));
        server.take();
        assertThat(server.refusal()).contains("say-hello.camel.yaml:11: 'responseTimeout: often': expected");

        server.routes.write("say-hello", call.formatted(to.formatted("format: json")));
        server.take();
        assertThat(server.refusal()).isEmpty();
    }

    @Test
    void aFileThatIsNoneBecauseOfItsNameIsNamed() throws Exception {
        Files.writeString(server.routes.folder().resolve("say-hello.camel.yml"), HELLO);
        server.take();

        assertThat(server.dashboard()).contains("say-hello.camel.yml");
        assertThat(logged()).anyMatch(line -> line.startsWith("not read, ") && line.contains("say-hello.camel.yml"));
    }

    @Test
    void aLinkToNowhereIsNamed() throws Exception {
        Files.createSymbolicLink(server.routes.file("say-hello"), Path.of("elsewhere"));
        server.take();

        assertThat(server.refusal())
                .isEqualTo("left out: say-hello.camel.yaml: is a link to elsewhere, which is not there");
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

        assertThat(server.refusal()).contains("server-routes/: ").contains("is not there");
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
    void aDeletedFileThatOthersCallIsRefusedByItsName() throws Exception {
        server.routes.write("say-hello", HELLO.replace("platform-http:/hello", "direct:say-hello"));
        server.take();
        server.routes.write(
                "greet",
                HELLO.replace("id: say-hello", "id: greet")
                        .replace("- setBody", "- to: direct:say-hello\n        - setBody"));
        server.take();
        assertThat(server.refusal()).isEmpty();

        server.routes.delete("say-hello");
        server.take();

        assertThat(server.refusal())
                .isEqualTo("edit refused: say-hello.camel.yaml: is gone, but greet.camel.yaml calls it");
    }

    @Test
    void aDeletedFileThatEverybodyNeedsIsRefusedByItsName() throws Exception {
        server.routes.delete("judge-client");
        server.take();

        assertThat(server.refusal())
                .startsWith("edit refused: judge-client.camel.yaml: is gone, and without it no client is judged");
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
