package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import demo.BotApi;
import demo.BotFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.Rig;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Fact;

/** From a command in the chat to its answer. */
class AnswerCommandRouteTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    private final BotApi api = BotApi.start(0, Rig.CHAT, "666");
    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = Rig.start(folder, Rig.environment(api, Map.of("TZ", "Europe/Zurich")));
    }

    @AfterEach
    void stop() {
        rig.close();
        api.close();
    }

    private List<String> arrived(int count) {
        await().atMost(SOON).until(() -> api.sent().size() >= count);
        return api.texts();
    }

    @Test
    void pingIsAnsweredWithVersionAndTime() {
        api.says(Rig.CHAT, "/ping");

        assertThat(arrived(1).get(0)).startsWith("🏓 Pong\n\nVersion: 2.0.0\nTime: 20");
        assertThat(api.sent().get(0).chat()).isEqualTo(Rig.CHAT);
    }

    @Test
    void statusTellsTheTruthAboutEveryClient() {
        rig.clients.add(Sights.of("a-green", Status.GREEN).view());
        rig.clients.add(Sights.of("b-silent", Status.SILENT).view());
        rig.clients.add(Sights.of("c-red", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .view());

        api.says(Rig.CHAT, "/status@SentinelBot");

        String text = arrived(1).get(0);
        assertThat(text)
                .startsWith("VPN Sentinel: 1 red, 1 silent, 1 green\n")
                .containsSubsequence(
                        "🔴 c-red: red, VPN Bypass Detected!\n",
                        "VPN IP: 203.0.113.10\n",
                        "• exit on the home line: evidence of exit-on-home-line\n",
                        "⚫ b-silent: silent, Silent\n",
                        "last known green\n",
                        "🟢 a-green: green, Secure\n",
                        "Server IP: 198.51.100.20\n");
    }

    @Test
    void theStatusOfAFleetFitsIntoOneMessage() {
        IntStream.range(0, 300)
                .forEach(i -> rig.clients.add(Sights.of("x".repeat(96) + i, Status.YELLOW)
                        .found(Colour.YELLOW, Fact.DNS_LEAK, Fact.BASELINE_STALE, Fact.OWN_PATH_THIRD_NETWORK)
                        .in("🛡".repeat(60))
                        .view()));

        api.says(Rig.CHAT, "/status");

        assertThat(arrived(1).get(0)).startsWith("VPN Sentinel: 300 yellow").containsPattern("… and \\d+ more");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheHelp() {
        api.says(Rig.CHAT, "/reboot");

        assertThat(arrived(1).get(0)).contains("/ping", "/status", "/help");
    }

    @Test
    void aForeignChatGetsNoAnswerAndIsNamedOnce() {
        Rig.Log log = Rig.Log.listen();
        api.says("666", "/status");
        api.says("666", "/status");
        api.says(Rig.CHAT, "/ping");

        arrived(1);
        log.close();

        assertThat(api.sent()).extracting(BotApi.Sent::chat).containsOnly(Rig.CHAT);
        assertThat(rig.alerts.tally().of(Tally.What.FOREIGN)).isEqualTo(2);
        assertThat(log.events())
                .filteredOn(event -> event.getFormattedMessage().contains("chat=666"))
                .hasSize(1);
    }

    @Test
    void anUpdateThatComesTwiceIsAnsweredOnceAndACorrectionNotAtAll() {
        long message = api.says(Rig.CHAT, "/ping");
        api.says(Rig.CHAT, "/ping", message);
        api.corrects(Rig.CHAT, "/status", message);
        api.says(Rig.CHAT, "/help");

        assertThat(arrived(2)).hasSize(2);
        assertThat(api.texts().get(0)).startsWith("🏓 Pong");
        assertThat(api.texts().get(1)).startsWith("VPN Sentinel\n");
    }

    @Test
    void aBrokenTemplateStillAnswers() throws Exception {
        Files.writeString(rig.template("answer.ftlh"), "${");

        api.says(Rig.CHAT, "/ping");

        assertThat(arrived(1).get(0)).startsWith("Pong. VPN Sentinel 2.0.0");
        assertThat(rig.alerts.templateFault()).isPresent();
    }

    @Test
    void anAnswerThatTelegramRefusesDoesNotStopTheNext() {
        api.fail(BotFault.page(500));
        api.says(Rig.CHAT, "/ping");
        api.says(Rig.CHAT, "/help");

        assertThat(arrived(1).get(0)).startsWith("VPN Sentinel\n");
    }

    @Test
    void theBotIntroducesItselfAndItsCommands() {
        await().atMost(SOON).until(() -> api.calls("setMyCommands") == 1);
        assertThat(api.calls("getMe")).isEqualTo(1);
        await().atMost(SOON).until(() -> rig.alerts.state() instanceof TelegramState.Working);
    }

    @Test
    void aStopDoesNotWaitForTheLongPoll() {
        await().atMost(SOON).until(() -> api.calls("getUpdates") > 0);

        long before = System.nanoTime();
        rig.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }
}
