package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import demo.BotApi;
import demo.World;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import support.Contracts;
import support.FakeClient;
import support.RunningServer;
import vpnsentinel.engine.Step;

/** The steps of the server's routes keep the contracts that they declare, and routes name no others. */
class ServerStepsTest {
    private static final Pattern REF = Pattern.compile("(?m)\\bref: ([a-z-]+)$");
    private static final Pattern ASKED = Pattern.compile("exchangeProperty\\.([a-z-]+)");
    /** By these schemes a route runs on the event loop. */
    private static final Pattern EVENT_LOOP = Pattern.compile("platform-http:.*");

    /** All steps but those of failures, and of a zone and a port of the server's own. */
    private static final List<String> AT_WORK = List.of(
                    "read-keepalive judge-evidence red record-judgement answer-keepalive answer-registration answer-rejection",
                    "take-beat clients-by-id clients-as-list client-exits home-entries forget-address api-health openapi",
                    "dashboard-model logs-model page-headers page-file to-dashboard",
                    "health-alive health-ready health-startup metrics-text",
                    "note-transition watch-for-clients decide-alert store-alert next-message message-sent",
                    "read-command store-answer",
                    "watch-for-silence take-doubtful open-judgement look-up-addresses is-lesson-due learn-home-line note-home-line")
            .stream()
            .flatMap(line -> List.of(line.split(" ")).stream())
            .toList();

    private static BotApi bot;
    private static RunningServer server;
    private static Contracts contracts;
    private static List<Step> steps = List.of();

    @BeforeAll
    static void start() throws Exception {
        bot = BotApi.start(0, RunningServer.CHAT);
        server = RunningServer.ready(RunningServer.telegram(bot));
        steps = server.steps();
        contracts = server.watched();
    }

    @AfterAll
    static void stop() {
        server.close();
        bot.close();
    }

    private static Set<String> found(Pattern pattern, RouteFile file) {
        return pattern.matcher(file.text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> found(Pattern pattern) {
        return RouteFile.in("server-routes").stream()
                .flatMap(file -> found(pattern, file).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyStepIsOfARouteAndEveryRouteNamesBoundSteps() {
        assertThat(steps).extracting(Step::name).containsExactlyElementsOf(found(REF));
    }

    @Test
    void everyContractIsSaidInPlainWords() {
        assertThat(steps)
                .allSatisfy(step -> assertThat(List.of(step.takes(), step.leaves()))
                        .as(step.name())
                        .allMatch(text -> text.matches("|[A-Za-z][^|\\n]*[^.\\s]")));
    }

    @Test
    void everyPropertyThatARouteAsksForIsLeftByAStep() {
        Set<String> left = steps.stream()
                .flatMap(step -> step.properties().stream())
                .collect(Collectors.toCollection(HashSet::new));

        assertThat(left).containsAll(found(ASKED));
    }

    @Test
    void noStepOnTheEventLoopMayBlock() {
        Map<String, Step> byName = steps.stream().collect(Collectors.toMap(Step::name, Function.identity()));
        List<RouteFile> onTheLoop = RouteFile.in("server-routes").stream()
                .filter(file -> EVENT_LOOP.matcher(entry(file)).matches())
                .toList();

        assertThat(onTheLoop).extracting(RouteFile::stem).contains("receive-keepalive", "answer-beat");
        for (RouteFile file : onTheLoop) {
            assertThat(reached(file).stream()
                            .flatMap(each -> found(REF, each).stream())
                            .map(byName::get))
                    .as("steps of %s and of what it calls", file)
                    .isNotEmpty()
                    .noneMatch(Step::blocks);
        }
    }

    private static String entry(RouteFile file) {
        return file.content().path("from").path("uri").asText();
    }

    /** The file and those that it calls, and they call. */
    private static Set<RouteFile> reached(RouteFile from) {
        Set<RouteFile> reached = new HashSet<>();
        Deque<RouteFile> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            RouteFile file = next.pop();
            if (reached.add(file)) {
                Set<String> called = file.endpoints().stream()
                        .map(endpoint -> endpoint.path("uri").asText())
                        .collect(Collectors.toSet());
                RouteFile.in("server-routes").stream()
                        .filter(each -> entry(each).startsWith("direct:") && called.contains(entry(each)))
                        .forEach(next::add);
            }
        }
        return reached;
    }

    private static void posts(String path, byte[] json) {
        server.send(HttpRequest.newBuilder(server.ports().api("/api/v1" + path))
                .header("X-API-Key", RunningServer.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
    }

    @Test
    void eachStepLeavesThePropertiesThatItDeclaresAndNoOthers() throws Exception {
        FakeClient exposed = new FakeClient("exposed").exits(World.HOME, World.HOME);
        server.post(exposed.next());
        server.post("nonsense".getBytes(StandardCharsets.UTF_8));
        posts("/register", exposed.next());
        posts("/home/forget", "{\"address\": \"203.0.113.99\"}".getBytes(StandardCharsets.UTF_8));
        for (String path : List.of(
                "/openapi.json", "/whoami", "/status", "/clients", "/clients/exposed/exits", "/home", "/health")) {
            server.api(path, "X-Client-Id", "exposed", "X-Boot", "b");
        }
        for (String page : List.of("/", "/dashboard", "/dashboard/sentinel.css", "/logs")) {
            server.get(server.ports().dashboard(page));
        }
        for (String question : List.of("/health", "/health/ready", "/health/startup", "/metrics")) {
            server.get(server.ports().health(question));
        }
        server.learnsAgain();
        bot.says(RunningServer.CHAT, "/ping");

        RunningServer.await().untilAsserted(() -> assertThat(contracts.seen()).containsAll(AT_WORK));
        assertThat(contracts.undeclared()).isEmpty();
        assertThat(contracts.neverLeft()).isEmpty();
    }
}
