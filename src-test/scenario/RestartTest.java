package scenario;

import static org.assertj.core.api.Assertions.assertThat;

import demo.BotApi;
import demo.BotFault;
import demo.Dialect;
import demo.Ports;
import demo.SimulatedClient;
import demo.Situation;
import demo.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.RunningServer;

/** The server stops, or is killed, and starts again: nothing is lost, nothing is told twice, and announce-restart says who is back. */
class RestartTest {
    private static final String KEPT = "vpn_sentinel_messages_total{outcome=\"kept\"";
    private static final Situation SAFE = Situation.behind(World.TOKYO);

    private final BotApi bot = BotApi.start(Ports.free().api(), RunningServer.CHAT);
    private final List<RunningServer> running = new ArrayList<>();
    private final SimulatedClient tokyo = new SimulatedClient("tokyo", Dialect.EVIDENCE, Duration.ofHours(1), 1, SAFE);

    @TempDir
    private Path folder;

    private RunningServer start(Path in) throws Exception {
        String[] settings = RunningServer.telegram(bot).entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toArray(String[]::new);
        RunningServer server = RunningServer.onStoppedClock(in, settings);
        running.add(server);
        RunningServer.await("the home line", () -> server.homeLineState().isEmpty());
        return server;
    }

    private void stop(RunningServer server) {
        running.remove(server);
        server.close();
    }

    @AfterEach
    void close() {
        running.forEach(RunningServer::close);
        bot.close();
    }

    private void awaitText(String part) {
        RunningServer.await(part, () -> bot.texts().stream().anyMatch(text -> text.contains(part)));
    }

    private long texts(String part) {
        return bot.texts().stream().filter(text -> text.contains(part)).count();
    }

    /** What a server that is killed at this moment leaves on its disk. */
    private Path killed(Path of) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("after-kill")).resolve("data");
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(of.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy.getParent();
    }

    @Test
    void aRestartIsNoNewsButThatAllAreBack() throws Exception {
        RunningServer before = start(folder);
        tokyo.is(SAFE.exit(World.HOME));
        before.hears(tokyo);
        awaitText("tokyo is exposed");
        stop(before);

        RunningServer after = start(folder);
        assertThat(after.client("tokyo").path("status").asText()).isEqualTo("red");
        after.hears(tokyo);

        awaitText("1 client is back as before");
        assertThat(texts("tokyo is exposed")).isEqualTo(1);
    }

    @Test
    void whatWasAnsweredIsToldByTheServerAfterAKill() throws Exception {
        RunningServer before = start(folder.resolve("before"));
        awaitText("has started");
        bot.fail(new BotFault(502, "{}"));
        tokyo.is(SAFE.exit(World.HOME));
        before.hears(tokyo);

        Path left = killed(folder.resolve("before"));
        stop(before);
        assertThat(texts("exposed")).isZero();
        RunningServer after = start(left);

        RunningServer.await("it is told", () -> {
            after.pass(Duration.ofSeconds(2));
            return texts("tokyo is exposed") == 1;
        });
    }

    @Test
    void aServerWithoutAStoreJudgesAndTellsAndSaysSo() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/sentinel.db"), "damaged ".repeat(1_000));
        RunningServer server = start(folder);

        tokyo.is(SAFE.exit(World.HOME));
        assertThat(server.hears(tokyo).path("verdict").asText()).isEqualTo("red");

        awaitText("tokyo is exposed");
        assertThat(server.trouble("store")).contains("sentinel.db").contains("damaged");
        Files.delete(folder.resolve("data/sentinel.db"));
        RunningServer.await("the store heals", () -> server.trouble("store").isEmpty());
        stop(server);
        assertThat(start(folder).client("tokyo").path("status").asText()).isEqualTo("red");
        assertThat(texts("tokyo is exposed")).isEqualTo(1);
    }

    @Test
    void thatNoClientIsLeftIsToldOnceAcrossARestart() throws Exception {
        RunningServer before = start(folder);
        before.hears(tokyo);
        before.pass(Duration.ofHours(4));
        awaitText("No client is heard from");
        stop(before);

        RunningServer after = start(folder);
        awaitText("The server has started again");
        double kept = after.metric(KEPT);
        after.pass(Duration.ofHours(2));
        RunningServer.await("it is decided again", () -> after.metric(KEPT) > kept + 1);

        assertThat(texts("No client is heard from")).isEqualTo(1);
    }

    @Test
    void whoIsForgottenIsNewWhenItComesBack() throws Exception {
        RunningServer server = start(folder);
        server.hears(tokyo);
        awaitText("tokyo");

        bot.says(RunningServer.CHAT, "/forget tokyo");

        awaitText("tokyo is forgotten");
        assertThat(server.client("tokyo").isMissingNode()).isTrue();
        stop(server);
        assertThat(start(folder).client("tokyo").isMissingNode()).isTrue();
    }

    @Test
    void filesOfAServerWithoutAStoreMoveIn() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                data.resolve("home-line.json"),
                "{\"current\":[],\"former\":[{\"address\":\"203.0.113.200\",\"confirmed\":\"2026-11-21T08:00:00Z\","
                        + "\"kind\":\"ACCESS\",\"name\":\"\"}],\"resolver_egress\":[]}");

        RunningServer server = start(folder);

        RunningServer.await("moved", () -> Files.exists(data.resolve("home-line.json.moved")));
        stop(server);
        assertThat(start(folder).api("/home").body().toString()).contains("203.0.113.200");
    }
}
