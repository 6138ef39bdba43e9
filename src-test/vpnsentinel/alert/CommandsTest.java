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
import vpnsentinel.store.HandledBook;
import vpnsentinel.store.Stores;

/** The bot's commands. */
class CommandsTest {
    private static final Chat TOPIC = new Chat("-100123", Optional.of(45L));

    private final List<ClientView> clients = new ArrayList<>();
    private final Tally tally = new Tally();
    private final Alerts.House house = new Alerts.House(
            List.of(
                    new Chat("4711"),
                    TOPIC,
                    new Chat("-100123", Optional.of(77L)),
                    new Chat("-100777"),
                    new Chat("@alarms")),
            ExitNews.NETWORK,
            ZoneId.of("Europe/Zurich"),
            "2.0.0",
            () -> "198.51.100.20");
    private final List<String> forgotten = new ArrayList<>();
    private final Commands commands = new Commands(
            house,
            () -> clients,
            chat -> chat.room().equals("-100777") ? new Chat("-100888") : chat,
            forgotten::add,
            new HandledBook(Stores.none()),
            tally,
            () -> Sights.NOW);

    private Optional<CommandReply> answer(String chat, long id, String text) {
        return commands.answer(new Incoming(Chat.parse(chat).orElseThrow(), Optional.empty(), id, text));
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
        assertThat(answer("-100666:45", 1, "/status")).isEmpty();
        assertThat(tally.of(Tally.What.FOREIGN)).isEqualTo(2);
        assertThat(tally.of(Tally.What.ANSWERED)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "-100123:45, -100123:45",
        "-100123:77, -100123:77",
        "-100123:99, -100123:99",
        "-100123, -100123",
        "-100888, -100888",
        "-100888:5, -100888:5",
        "4711, 4711",
    })
    void theAnswerGoesWhereTheQuestionCameFrom(String asked, String answered) {
        assertThat(answer(asked, 1, "/ping"))
                .map(CommandReply::chat)
                .map(Chat::toString)
                .contains(answered);
    }

    @Test
    void aChannelThatIsConfiguredByItsNameMayAsk() {
        Incoming post = new Incoming(new Chat("-100999"), Optional.of("@Alarms"), 1, "/ping");
        Incoming other = new Incoming(new Chat("-100998"), Optional.of("@others"), 1, "/ping");

        assertThat(commands.answer(post)).map(CommandReply::chat).contains(new Chat("@alarms"));
        assertThat(commands.answer(other)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "new-york, new-york",
        "New-York, new-york",
    })
    void aClientIsFoundByItsName(String asked, String found) {
        clients.add(Sights.of("new-york", Status.RED).view());
        clients.add(Sights.of("tokyo", Status.GREEN).view());

        assertThat(answer("4711", 1, "/status " + asked).orElseThrow().clients())
                .extracting(ClientCard::id)
                .containsExactly(found);
    }

    @ParameterizedTest
    @CsvSource({
        "newyork, No client is called newyork: did you mean new-york?",
        "york, No client is called york: did you mean new-york?",
        "tokio, No client is called tokio: did you mean tokyo?",
        "berlin, No client is called berlin",
    })
    void anUnknownClientIsAnsweredWithTheNearestAndAll(String asked, String says) {
        clients.add(Sights.of("tokyo", Status.GREEN).view());
        clients.add(Sights.of("new-york", Status.RED).view());

        CommandReply reply = answer("4711", 1, "/status " + asked).orElseThrow();

        assertThat(reply.told().headline()).isEqualTo(says);
        assertThat(reply.told().what()).isEqualTo("There are: new-york, tokyo.");
        assertThat(reply.clients()).isEmpty();
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
        assertThat(reply.lines()).hasSameSizeAs(reply.clients());
        assertThat(reply.clients().size() + reply.more()).isEqualTo(200);
        assertThat(reply.summary()).isEqualTo("200 red");
        assertThat(Html.visibleLength(reply.plain())).isLessThan(4096);
    }

    @Test
    void anEmptyFleetIsSaid() {
        assertThat(answer("4711", 1, "/status").orElseThrow().summary()).isEqualTo("no clients");
    }
}
