package vpnsentinel.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.settings.Chat;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.store.Ids;
import vpnsentinel.store.MessageBook;
import vpnsentinel.store.Notes;
import vpnsentinel.store.Store;
import vpnsentinel.store.Stores;

/** Messages as rows: what waits is there after a restart, however much it is, and what may have arrived says so. */
class OutboxRestartTest {
    private static final Instant NOW = Sights.NOW;
    private static final Chat HOME = new Chat("1");
    private static final Chat OFFICE = new Chat("2");

    @TempDir
    private Path folder;

    private final Tally tally = new Tally();
    private Store store = Stores.none();

    private KeptOutbox started() {
        return started(HOME, OFFICE);
    }

    private KeptOutbox started(Chat... configured) {
        store.close();
        store = Stores.open(Settings.read(
                Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_DATA_DIR", folder.toString()), Half.SERVER));
        return new KeptOutbox(new MessageBook(store, new Ids(() -> NOW)), new Notes(store), List.of(configured), tally);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static void add(KeptOutbox outbox, String text, Chat... chats) {
        outbox.add(Message.of("<b>" + text + "</b>", text, false, false, NOW), List.of(chats));
    }

    private static List<String> sendAll(KeptOutbox outbox, Instant now) {
        List<String> sent = new ArrayList<>();
        for (Optional<OutboxEntry> next = outbox.next(now); next.isPresent(); next = outbox.next(now)) {
            outbox.trying(next.get(), now);
            sent.add(next.get().chat() + ":" + next.get().text().replaceAll("<[^>]*>", ""));
            outbox.sent(next.get(), now);
        }
        return sent;
    }

    @Test
    void whatWaitsIsSentByTheNextServerAndNothingTwice() {
        KeptOutbox before = started();
        add(before, "a", HOME, OFFICE);
        add(before, "b", HOME);
        OutboxEntry first = before.next(NOW).orElseThrow();
        before.trying(first, NOW);
        before.sent(first, NOW);

        KeptOutbox after = started();

        assertThat(sendAll(after, NOW)).containsExactlyInAnyOrder("1:b", "2:a");
        assertThat(sendAll(started(), NOW)).isEmpty();
    }

    @Test
    void whatMayHaveArrivedIsSentAgainAndSaysSo() {
        KeptOutbox before = started();
        add(before, "a", HOME);
        before.trying(before.next(NOW).orElseThrow(), NOW);

        assertThat(sendAll(started(), NOW)).containsExactly("1:a\n(repeated: the server stopped while this was sent)");
    }

    @Test
    void whatFailedForSureIsRepeatedWhenItIsDueAndSaysNothing() {
        KeptOutbox before = started();
        add(before, "a", HOME);
        OutboxEntry entry = before.next(NOW).orElseThrow();
        before.trying(entry, NOW);
        before.failed(entry, new TelegramFailure(502, "oops", Optional.empty(), Optional.empty()), NOW);

        KeptOutbox after = started();

        assertThat(after.next(NOW)).isEmpty();
        assertThat(sendAll(after, NOW.plusSeconds(1))).containsExactly("1:a");
    }

    @Test
    void howeverMuchWaitsItArrivesInOrderAcrossARestart() {
        KeptOutbox before = started();
        IntStream.range(0, 450).forEach(i -> add(before, "m" + i, HOME));
        assertThat(before.waiting()).isEqualTo(450);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            OutboxEntry next = before.next(NOW).orElseThrow();
            sent.add(next.chat() + ":" + next.text().replaceAll("<[^>]*>", ""));
            before.sent(next, NOW);
        }

        KeptOutbox after = started();
        add(after, "last", HOME);
        sent.addAll(sendAll(after, NOW));

        assertThat(sent)
                .hasSize(451)
                .startsWith("1:m0", "1:m1")
                .endsWith("1:m449", "1:last")
                .doesNotHaveDuplicates()
                .isSortedAccordingTo((one, other) -> Integer.compare(number(one), number(other)));
    }

    private static int number(String text) {
        return text.endsWith("last") ? Integer.MAX_VALUE : Integer.parseInt(text.substring(3));
    }

    @Test
    void whatWaitsForAChatThatIsNotConfiguredAnyMoreIsNotSent() {
        add(started(), "a", HOME, OFFICE);

        assertThat(sendAll(started(OFFICE), NOW)).containsExactly("2:a");
        assertThat(sendAll(started(), NOW)).isEmpty();
    }

    @Test
    void aGroupThatMovedIsKnownAfterARestart() {
        KeptOutbox before = started();
        add(before, "a", HOME);
        before.moved(HOME, new Chat("-100200"), NOW);

        KeptOutbox after = started();

        assertThat(sendAll(after, NOW)).containsExactly("-100200:a");
        assertThat(after.reachedAt(HOME)).isEqualTo(new Chat("-100200"));
    }

    @Test
    void aRefusedMessageIsKeptBackForGood() {
        KeptOutbox before = started();
        add(before, "a", HOME);
        before.failed(
                before.next(NOW).orElseThrow(),
                new TelegramFailure(403, "Forbidden: bot was blocked by the user", Optional.empty(), Optional.empty()),
                NOW);

        assertThat(sendAll(started(), NOW)).isEmpty();
    }
}
