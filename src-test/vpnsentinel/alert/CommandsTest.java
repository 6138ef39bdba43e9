package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.Status;
import vpnsentinel.network.Fact;
import vpnsentinel.settings.Chat;

/** The bot's commands. */
class CommandsTest {
    private static final Chat TOPIC = new Chat("-100123", Optional.of(45L));

    private final List<ClientView> clients = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Alerts.House house = new Alerts.House(
            List.of(new Chat("4711"), TOPIC, new Chat("-100777")),
            ExitNews.NETWORK,
            ZoneId.of("Europe/Zurich"),
            "2.0.0",
            () -> "198.51.100.20");
    private final Commands commands = new Commands(
            house,
            () -> clients,
            chat -> chat.room().equals("-100777") ? new Chat("-100888") : chat,
            tally,
            () -> Sights.NOW);

    private Optional<CommandReply> answer(String chat, long id, String text) {
        return commands.answer(new Incoming(chat, id, text));
    }

    @ParameterizedTest
    @CsvSource({
        "/ping, PING",
        "/PING, PING",
        "/status, STATUS",
        "/status now, STATUS",
        "/status@SentinelBot, STATUS",
        "/help, HELP",
        "/start, HELP",
        "/restart, HELP",
        "/, HELP",
    })
    void commandsAreKnownHoweverTheyAreWritten(String text, CommandReply.Command command) {
        commands.botIs("sentinelbot");

        assertThat(answer("4711", 1, text)).map(CommandReply::command).contains(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "ping", " /ping", "/status@OtherBot"})
    void whatIsNoCommandToThisBotIsLeftAlone(String text) {
        commands.botIs("SentinelBot");

        assertThat(answer("4711", 1, text)).isEmpty();
    }

    @Test
    void aForeignChatGetsNoAnswer() {
        assertThat(answer("666", 1, "/status")).isEmpty();
        assertThat(answer("-100123:45", 1, "/status")).isEmpty();
        assertThat(tally.of(Tally.What.FOREIGN)).isEqualTo(2);
        assertThat(tally.of(Tally.What.ANSWERED)).isZero();
    }

    @Test
    void theAnswerGoesToTheConfiguredTopic() {
        assertThat(answer("-100123", 1, "/ping")).map(CommandReply::chat).contains(TOPIC);
    }

    @Test
    void aGroupThatMovedMayStillAsk() {
        assertThat(answer("-100888", 1, "/ping")).map(CommandReply::chat).contains(new Chat("-100888"));
    }

    @Test
    void aRepeatedUpdateIsAnsweredOnce() {
        assertThat(answer("4711", 1, "/ping")).isPresent();
        assertThat(answer("4711", 1, "/ping")).isEmpty();
        assertThat(answer("-100123", 1, "/ping")).isPresent();
        assertThat(answer("4711", 2, "/ping")).isPresent();
    }

    @Test
    void statusTellsTheTruthMostUrgentFirst() {
        clients.add(Sights.of("a-green", Status.GREEN).view());
        clients.add(Sights.of("b-silent", Status.SILENT).view());
        clients.add(Sights.of("c-red", Status.RED)
                .found(Colour.RED, Fact.EXIT_ON_HOME_LINE)
                .view());
        clients.add(Sights.of("d-stopped", Status.GREEN).stoppedInOrder().view());
        clients.add(Sights.of("e-yellow", Status.YELLOW)
                .found(Colour.YELLOW, Fact.DNS_LEAK)
                .view());

        CommandReply reply = answer("4711", 1, "/status").orElseThrow();

        assertThat(reply.summary()).isEqualTo("1 red, 1 silent, 1 yellow, 1 stopped, 1 green");
        assertThat(reply.clients())
                .extracting(ClientCard::id)
                .containsExactly("c-red", "b-silent", "e-yellow", "d-stopped", "a-green");
        assertThat(reply.homeLine()).isEqualTo("198.51.100.20");
        ClientCard silent = reply.clients().get(1);
        assertThat(silent.status()).isEqualTo("silent");
        assertThat(silent.lastColour()).isEqualTo("green");
        assertThat(silent.since()).isEqualTo("2026-11-22 09:18:15 CET");
        assertThat(silent.ago()).isEqualTo("42 s");
        assertThat(reply.clients().get(0).reasons())
                .extracting(ClientCard.Reason::evidence)
                .containsExactly("evidence of exit-on-home-line");
    }

    @Test
    void manyClientsFitIntoOneMessageWithACountOfTheRest() {
        IntStream.range(0, 200)
                .forEach(i -> clients.add(Sights.of("client-" + i, Status.RED)
                        .found(Colour.RED, Fact.EXIT_ON_HOME_LINE, Fact.DNS_LEAK)
                        .view()));

        CommandReply reply = answer("4711", 1, "/status").orElseThrow();

        assertThat(reply.clients()).isNotEmpty();
        assertThat(reply.clients().size() + reply.more()).isEqualTo(200);
        assertThat(reply.summary()).isEqualTo("200 red");
        assertThat(Html.visibleLength(reply.plain())).isLessThan(4096);
    }

    @Test
    void anEmptyFleetIsSaid() {
        assertThat(answer("4711", 1, "/status").orElseThrow().summary()).isEqualTo("no clients");
    }
}
