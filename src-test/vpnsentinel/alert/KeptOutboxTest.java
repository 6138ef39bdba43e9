package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.Ids;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Stores;

/** The outbox: each chat's messages in order, each until it is taken. */
class KeptOutboxTest {
    private static final Instant NOW = Sights.NOW;
    private static final Chat HOME = new Chat("1");
    private static final Chat OFFICE = new Chat("2");

    private final Tally tally = new Tally();
    private final KeptOutbox outbox = new KeptOutbox(
            new MessageBook(Stores.none(), new Ids(() -> Sights.NOW)), new Notes(Stores.none()), List.of(), tally);

    private void add(String text, Chat... chats) {
        outbox.add(Message.of("<b>" + text + "</b>", text, false, text.startsWith("red"), NOW), List.of(chats));
    }

    private static TelegramFailure failure(int code, String says) {
        return new TelegramFailure(code, says, Optional.empty(), Optional.empty());
    }

    /** Sends all that is due; returns it as {@code chat:text}. */
    private List<String> sendAll(Instant now) {
        List<String> sent = new ArrayList<>();
        for (Optional<OutboxEntry> next = outbox.next(now); next.isPresent(); next = outbox.next(now)) {
            sent.add(next.get().chat() + ":" + next.get().text().replaceAll("<[^>]*>", ""));
            outbox.sent(next.get(), now);
        }
        return sent;
    }

    @Test
    void chatsTakeTurnsAndEachKeepsItsOrder() {
        add("a", HOME, OFFICE);
        add("b", HOME, OFFICE);

        assertThat(sendAll(NOW)).containsExactly("1:a", "2:a", "1:b", "2:b");
        assertThat(outbox.waiting()).isZero();
        assertThat(tally.of(Tally.What.SENT)).isEqualTo(4);
    }

    @Test
    void aMessageIsDueUntilItIsReported() {
        add("a", HOME);

        assertThat(outbox.next(NOW)).isPresent().isEqualTo(outbox.next(NOW));
    }

    @Test
    void aFailedMessageHoldsBackItsOwnChatOnly() {
        add("a", HOME, OFFICE);
        add("b", HOME, OFFICE);

        outbox.failed(outbox.next(NOW).orElseThrow(), failure(500, "oops"), NOW);

        assertThat(sendAll(NOW)).containsExactly("2:a", "2:b");
        assertThat(sendAll(NOW.plusMillis(999))).isEmpty();
        assertThat(sendAll(NOW.plusSeconds(1))).containsExactly("1:a", "1:b");
        assertThat(tally.of(Tally.What.RETRIED)).isEqualTo(1);
    }

    @Test
    void retryAfterIsHonoured() {
        add("a", HOME);

        TelegramFailure flood = new TelegramFailure(429, "x", Optional.of(Duration.ofSeconds(7)), Optional.empty());
        outbox.failed(outbox.next(NOW).orElseThrow(), flood, NOW);

        assertThat(outbox.next(NOW.plusMillis(6999))).isEmpty();
        assertThat(outbox.next(NOW.plusSeconds(7))).isPresent();
    }

    @Test
    void aBrokenChatIsNamedWithTheReasonUntilItIsReachedAgain() {
        add("a", HOME);
        add("b", HOME);

        outbox.failed(outbox.next(NOW).orElseThrow(), failure(403, "Forbidden: bot was blocked by the user"), NOW);

        assertThat(outbox.broken())
                .containsExactlyEntriesOf(java.util.Map.of(
                        HOME, new TelegramState.Failing(NOW, "chat 1: Forbidden: bot was blocked by the user")));
        assertThat(tally.of(Tally.What.REFUSED)).isEqualTo(1);
        assertThat(sendAll(NOW)).containsExactly("1:b");
        assertThat(outbox.broken()).isEmpty();
    }

    @Test
    void aRefusedTextGoesOutOnceMoreInPlainWords() {
        add("a", HOME);

        outbox.failed(outbox.next(NOW).orElseThrow(), failure(400, "Bad Request: can't parse entities"), NOW);

        assertThat(outbox.next(NOW).orElseThrow().text()).isEqualTo("a");
        outbox.failed(outbox.next(NOW).orElseThrow(), failure(400, "Bad Request: can't parse entities"), NOW);
        assertThat(outbox.waiting()).isZero();
        assertThat(outbox.broken().get(HOME))
                .as("seen on the pages until the next one is taken")
                .isEqualTo(new TelegramState.Failing(
                        NOW, "chat 1: a message was refused: Bad Request: can't parse entities"));
        add("b", HOME);
        assertThat(sendAll(NOW)).containsExactly("1:b");
        assertThat(outbox.broken()).isEmpty();
    }

    private void change(String client, String status, String headline) {
        Message message = Message.of(headline, headline, true, status.equals("red"), NOW);
        outbox.add(message.inBrief(Optional.of(new Brief(client, status, headline))), List.of(HOME));
    }

    @Test
    void whatWaitedWhileNothingGotThroughGoesOutInOneMessage() {
        change("tokyo", "silent", "tokyo is silent");
        outbox.failed(outbox.next(NOW).orElseThrow(), failure(0, "no answer"), NOW);
        change("madrid", "silent", "madrid is silent");
        change("oslo", "green", "oslo is protected again");

        assertThat(sendAll(NOW.plusSeconds(1)).stream().map(KeptOutboxTest::text))
                .containsExactly("1:⚫ tokyo is silent, and 2 more changes\n⚫ tokyo, madrid · 🟢 oslo\n"
                        + "These came while no message got through. What each one shows now: /status");
        assertThat(outbox.waiting()).isZero();
        assertThat(tally.of(Tally.What.SENT)).isEqualTo(3);
    }

    private static String text(String ascii) {
        return java.util.regex.Pattern.compile("&#(\\d+);")
                .matcher(ascii)
                .replaceAll(each -> Character.toString(Integer.parseInt(each.group(1))));
    }

    @Test
    void anExposedClientIsNeverSummedUp() {
        change("tokyo", "silent", "tokyo is silent");
        outbox.failed(outbox.next(NOW).orElseThrow(), failure(0, "no answer"), NOW);
        change("madrid", "silent", "madrid is silent");
        change("oslo", "red", "oslo is exposed");
        change("paris", "silent", "paris is silent");

        assertThat(sendAll(NOW.plusSeconds(1)))
                .containsExactly("1:tokyo is silent", "1:madrid is silent", "1:oslo is exposed", "1:paris is silent");
    }

    @Test
    void aFloodGoesOutInOneMessageAndAnExposureOvertakesIt() {
        for (int i = 0; i < 30; i++) {
            change("made-up-" + i, "yellow", "made-up-" + i + " is seen for the first time");
        }
        change("oslo", "red", "oslo is exposed");

        List<String> sent = sendAll(NOW).stream().map(KeptOutboxTest::text).toList();

        assertThat(sent).hasSize(2);
        assertThat(sent.get(0)).isEqualTo("1:oslo is exposed");
        assertThat(sent.get(1))
                .contains("30 clients need a look", "made-up-0, made-up-1", "and 22 more")
                .endsWith("So many came at once that they are told together. What each one shows now: /status");
        assertThat(tally.of(Tally.What.SENT)).isEqualTo(31);
    }

    @Test
    void whatAnExposureOvertookIsNotToldAfterIt() {
        for (int i = 0; i < 1_500; i++) {
            change("made-up-" + i, "yellow", "made-up-" + i + " is seen for the first time");
        }
        change("oslo", "yellow", "oslo is in doubt");
        change("oslo", "red", "oslo is exposed");
        change("oslo", "green", "oslo is protected again");

        List<String> sent = sendAll(NOW).stream().map(KeptOutboxTest::text).toList();

        assertThat(sent.get(0)).isEqualTo("1:oslo is exposed");
        assertThat(sent).hasSizeLessThan(12);
        assertThat(sent.subList(1, sent.size())).noneMatch(each -> each.contains("oslo is in doubt"));
        assertThat(sent.get(sent.size() - 1)).contains("🟢 oslo");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void aSumThatFailsIsRepeatedWithWhatCameSince() {
        for (String client : List.of("a", "b", "c")) {
            change(client, "silent", client + " is silent");
        }
        outbox.failed(outbox.next(NOW).orElseThrow(), failure(0, "no answer"), NOW);
        outbox.failed(outbox.next(NOW.plusSeconds(1)).orElseThrow(), failure(0, "no answer"), NOW.plusSeconds(1));
        change("d", "silent", "d is silent");

        assertThat(sendAll(NOW.plusSeconds(3)).stream().map(KeptOutboxTest::text))
                .singleElement()
                .asString()
                .startsWith("1:⚫ 4 clients are silent\n⚫ a, b, c, d\n");
    }

    private void answer(String text, Chat chat) {
        outbox.add(Message.of(text, text, true, false, NOW).asAnswer(), List.of(chat));
    }

    @Test
    void anAnswerToATopicThatIsGoneGoesToItsRoom() {
        Chat topic = new Chat("-100", Optional.of(45L));
        answer("pong", topic);

        outbox.failed(outbox.next(NOW).orElseThrow(), failure(400, "Bad Request: message thread not found"), NOW);

        assertThat(sendAll(NOW)).containsExactly("-100:pong");
        assertThat(outbox.broken()).isEmpty();
    }

    @Test
    void anAnswerIsRepeatedAsLongAsSomebodyWaitsForIt() {
        answer("pong", HOME);

        outbox.failed(outbox.next(NOW).orElseThrow(), failure(502, "oops"), NOW.plusSeconds(119));
        Instant late = NOW.plusSeconds(121);
        outbox.failed(outbox.next(late).orElseThrow(), failure(502, "oops"), late);

        assertThat(outbox.waiting()).isZero();
        assertThat(outbox.broken()).isEmpty();
    }

    @Test
    void aMovedGroupGetsWhatWaitsAndWhatComes() {
        Chat moved = new Chat("-100200");
        add("a", HOME);
        add("b", HOME);

        TelegramFailure upgraded = new TelegramFailure(400, "upgraded", Optional.empty(), Optional.of(moved));
        outbox.failed(outbox.next(NOW).orElseThrow(), upgraded, NOW);
        add("c", HOME);

        assertThat(sendAll(NOW)).containsExactly("-100200:a", "-100200:b", "-100200:c");
        assertThat(outbox.reachedAt(HOME)).isEqualTo(moved);
    }
}
