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

        assertThat(arrived(1).get(0)).startsWith("💬 The server is here\nVersion 2.0.0, 20");
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
        assertThat(text).isEqualTo("""
                🔴 1 red, 1 silent, 1 green
                🔴 c-red: VPN Bypass Detected!, for %1$s
                ⚫ b-silent: Silent, for %1$s, was green
                🟢 a-green: Secure, for %1$s
                Home address: 198.51.100.20
                All about one: /status name""".formatted(text.replaceAll("(?s).*c-red: [^,]*, for ([^\n]*)\n.*", "$1")));
    }

    @Test
    void statusWithANameTellsAllThatIsKnownOfThatClient() {
        rig.clients.add(Sights.of("a-green", Status.GREEN).view());
        rig.clients.add(Sights.of("c-red", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE, Fact.DNS_LEAK)
                .view());

        api.says(Rig.CHAT, "/status C-Red");
        api.says(Rig.CHAT, "/status a-green");

        assertThat(arrived(2).get(0))
                .startsWith("🔴 c-red is exposed\nStatus: VPN Bypass Detected!\nSince: 2026-11-22 09:18:15 CET (")
                .containsSubsequence(
                        "Last heard: 2026-11-22 09:29:33 CET (",
                        "Visible address: 203.0.113.10\n",
                        "Home address: 198.51.100.20\n",
                        "Location: Zürich, Zurich, CH\n",
                        "Provider: AS64500 Example Hosting\n",
                        "Timezone: Europe/Zurich\n",
                        "DNS: CH (ZRH)\n",
                        "Version: 2.0.0\n",
                        "Time: 20",
                        "• home address visible: evidence of exit-on-home-line\n",
                        "• DNS leak: evidence of dns-leak\n")
                .doesNotContain("a-green");
        assertThat(api.texts().get(1))
                .startsWith("🟢 a-green is protected\nStatus: Secure\n")
                .contains("VPN address: 203.0.113.10\n");
    }

    @Test
    void theStatusOfAFleetFitsIntoOneMessage() {
        IntStream.range(0, 300)
                .forEach(i -> rig.clients.add(Sights.of("x".repeat(96) + i, Status.YELLOW)
                        .found(Colour.YELLOW, Fact.DNS_LEAK, Fact.BASELINE_STALE, Fact.OWN_PATH_THIRD_NETWORK)
                        .in("🛡".repeat(60))
                        .view()));

        api.says(Rig.CHAT, "/status");

        assertThat(arrived(1).get(0)).startsWith("🟡 300 yellow\n").containsPattern("and \\d+ more on the dashboard");
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
        assertThat(api.texts().get(0)).startsWith("💬 The server is here");
        assertThat(api.texts().get(1)).startsWith("💬 I answer these commands\n");
    }

    @Test
    void aBrokenTemplateStillAnswers() throws Exception {
        Files.writeString(rig.template("answer.ftlh"), "${");

        api.says(Rig.CHAT, "/ping");

        assertThat(arrived(1).get(0)).startsWith("💬 The server is here\nVersion 2.0.0");
        assertThat(rig.alerts.templateFault()).isPresent();
    }

    @Test
    void anAnswerThatTelegramDidNotTakeIsRepeated() {
        api.fail(BotFault.page(500));
        api.says(Rig.CHAT, "/ping");
        api.says(Rig.CHAT, "/help");

        assertThat(arrived(2).get(0)).startsWith("💬 The server is here");
        assertThat(api.texts().get(1)).startsWith("💬 I answer these commands\n");
    }

    @Test
    void anAnswerGoesToTheTopicTheRoomOrTheChannelInWhichItWasAsked() throws Exception {
        rig.close();
        api.close();
        try (BotApi rooms = BotApi.start(0, "-100200", "-100300", "@alarms");
                Rig all = Rig.start(
                        folder.resolve("all"),
                        Rig.environment(rooms, Map.of("TELEGRAM_CHAT_ID", "-100200:45,-100200:77,-4,@alarms")))) {
            rooms.saysIn("-100200", 45, true, "/ping");
            rooms.saysIn("-100200", 77, true, "/ping");
            rooms.saysIn("-100200", 1234, false, "/ping");
            rooms.says("-100200", "/ping");
            rooms.posts("-100999", "Alarms", "/ping");
            rooms.moves("-4", "-100300");
            rooms.saysIn("-100300", 5, true, "/ping");

            await().atMost(SOON).until(() -> rooms.sent().size() >= 6);

            assertThat(rooms.sent().stream()
                            .map(sent -> sent.chat()
                                    + sent.topic().map(topic -> ":" + topic).orElse("")))
                    .containsExactlyInAnyOrder(
                            "-100200:45", "-100200:77", "-100200", "-100200", "@alarms", "-100300:5");
            assertThat(all.alerts.tally().of(Tally.What.FOREIGN)).isZero();
        }
    }

    @Test
    void aConflictOverUpdatesTakesTheCommandsAndNotTheMessages() {
        BotFault conflict = BotFault.refusal(409, "Conflict: can't use getUpdates method while webhook is active");
        api.failAt("getUpdates", conflict, conflict, conflict, conflict);

        await().atMost(SOON).until(() -> rig.alerts.state() instanceof TelegramState.Deaf);
        rig.raise(Sights.of("office", Status.GREEN).first());

        assertThat(arrived(1).get(0)).startsWith("🟢 office is protected");
        assertThat(rig.alerts.state().words())
                .startsWith("messages go out, commands are not read: getUpdates: Conflict: can't use getUpdates");
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
