package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import demo.BotApi;
import demo.BotFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import support.Rig;
import vpnsentinel.fleet.Status;

/** What Camel's Telegram component and the Bot API do to a message on its way, with both of them real or strict. */
class SendTelegramRouteTest {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String TOPIC = "-100123:45";

    @TempDir
    private Path folder;

    private final BotApi api = BotApi.start(0, Rig.CHAT, "-100123", "-100777");
    private Rig rig;

    @AfterEach
    void stop() {
        rig.close();
        api.close();
    }

    private void start(String chats) throws Exception {
        rig = Rig.start(folder, Rig.environment(api, Map.of("TELEGRAM_CHAT_ID", chats)));
        Files.writeString(rig.template("alert.ftlh"), "${body.client.id}");
    }

    private void raise(String id) {
        rig.raise(Sights.of(id, Status.RED).after(Status.GREEN));
    }

    static Stream<Arguments> faultsThatPass() {
        return Stream.of(
                Arguments.of("429 with retry_after", BotFault.tooMany(1)),
                Arguments.of("500", BotFault.refusal(500, "Internal Server Error")),
                Arguments.of("a proxy's page", BotFault.page(502)),
                Arguments.of("no answer", BotFault.hang()),
                Arguments.of("an answer that never ends", BotFault.hangInBody()),
                Arguments.of("ok: false", BotFault.notOk()),
                Arguments.of("garbage", BotFault.garbage()),
                Arguments.of("an empty answer", BotFault.empty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsThatPass")
    void afterAFaultTheMessageIsSentOnceAndInOrder(String name, BotFault fault) throws Exception {
        start(Rig.CHAT);
        api.fail(fault);

        raise("first");
        raise("second");

        await().atMost(SOON).until(() -> api.sent().size() >= 2 && rig.alerts.waiting() == 0);
        assertThat(api.texts()).containsExactly("first", "second");
        assertThat(rig.alerts.tally().of(Tally.What.RETRIED)).isEqualTo(1);
        assertThat(rig.alerts.tally().of(Tally.What.SENT)).isEqualTo(2);
    }

    @Test
    void aPermanentRefusalStopsThatMessageAndIsShownUntilTheChatIsReached() throws Exception {
        start(Rig.CHAT);
        api.fail(BotFault.blocked());

        raise("first");
        await().atMost(SOON).until(() -> rig.alerts.waiting() == 0);

        assertThat(api.sent()).isEmpty();
        assertThat(rig.alerts.state().words()).isEqualTo("failing: chat 4711: Forbidden: bot was blocked by the user");
        raise("second");
        await().atMost(SOON).until(() -> api.texts().contains("second"));
        await().atMost(SOON).until(() -> rig.alerts.state() instanceof TelegramState.Working);
    }

    @Test
    void anUnknownChatDoesNotHoldBackTheOthers() throws Exception {
        start("666," + Rig.CHAT);

        raise("first");

        await().atMost(SOON).until(() -> rig.alerts.waiting() == 0);
        assertThat(api.texts()).containsExactly("first");
        await().atMost(SOON)
                .until(() -> rig.alerts.state().words(), "failing: chat 666: Bad Request: chat not found"::equals);
    }

    @Test
    void aGroupThatBecameASupergroupGetsTheMessageUnderItsNewNumber() throws Exception {
        start("-100555");
        api.fail(BotFault.movedTo("-100777"));

        raise("first");
        raise("second");

        await().atMost(SOON).until(() -> api.sent().size() == 2);
        assertThat(api.sent()).extracting(BotApi.Sent::chat).containsOnly("-100777");
    }

    @Test
    void everyChatGetsTheMessageAndATopicItsOwn() throws Exception {
        start(Rig.CHAT + "," + TOPIC);

        raise("first");

        await().atMost(SOON).until(() -> api.sent().size() == 2);
        assertThat(api.sent()).extracting(BotApi.Sent::chat).containsExactlyInAnyOrder(Rig.CHAT, "-100123");
        assertThat(api.sent()).extracting(s -> s.topic().orElse(0L)).containsExactlyInAnyOrder(0L, 45L);
    }

    @Test
    void whoRaisesAnAlertDoesNotWaitForTelegram() throws Exception {
        start(Rig.CHAT);
        api.fail(BotFault.hang(), BotFault.hang());
        raise("first");
        await().atMost(SOON).until(() -> api.calls("sendMessage") > 0);

        long before = System.nanoTime();
        raise("second");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(900));
        assertThat(api.sent()).isEmpty();
    }

    @Test
    void itFailsWhileTelegramDoesAndWorksAgainAfterwards() throws Exception {
        start(Rig.CHAT);
        await().atMost(SOON).until(() -> rig.alerts.state() instanceof TelegramState.Working);
        api.fail(BotFault.page(502));

        raise("first");

        await().atMost(SOON).until(() -> rig.alerts.state().words(), "failing: sendMessage: HTTP 502"::equals);
        await().atMost(SOON).until(() -> rig.alerts.state() instanceof TelegramState.Working);
    }

    @Test
    void theTokenIsNeverLoggedNotEvenWhenEverythingFails() throws Exception {
        api.failAt("getMe", BotFault.page(502));
        api.failAt("getUpdates", BotFault.page(502), BotFault.garbage());
        api.fail(BotFault.hang(), BotFault.page(500), BotFault.garbage(), BotFault.blocked());

        try (Rig.Log log = Rig.Log.listen()) {
            start(Rig.CHAT);
            raise("first");
            raise("second");
            await().atMost(SOON).until(() -> api.texts().contains("second"));
            rig.close();

            assertThat(log.events())
                    .hasSizeGreaterThan(200)
                    .allSatisfy(event -> assertThat(everything(event)).doesNotContain(BotApi.TOKEN));
            assertThat(log.events())
                    .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.getThrowableProxy()).isNull());
        }
    }

    private static String everything(ILoggingEvent event) {
        return event.getThreadName()
                + event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
