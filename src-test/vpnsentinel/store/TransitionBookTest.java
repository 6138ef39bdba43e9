package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.fleet.Colour;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.verdict.Finding;

/** Changes as rows: each is open until somebody decides, and is decided together with its messages. */
class TransitionBookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    private Path folder;

    private final List<Store> stores = new ArrayList<>();
    private Store store = Stores.none();

    @BeforeEach
    void open() {
        store = Stores.open(new SqliteEngine(folder), Duration.ZERO);
        stores.add(store);
    }

    @AfterEach
    void close() {
        stores.forEach(Store::close);
    }

    private TransitionBook book() {
        return new TransitionBook(store, new Ids(() -> NOW));
    }

    private TransitionBook restarted() {
        store.close();
        open();
        return book();
    }

    private static ClientView view(String id, Status status) {
        ClientView.Exit exit = new ClientView.Exit(
                Address.parse("203.0.113.7"),
                new Network(Optional.of(new Asn(64500)), "Home & Söhne", Network.Kind.ACCESS),
                new Place(Country.parse("CH"), "Zürich", "", ""));
        List<ColouredFinding> findings = List.of(
                new ColouredFinding(new Finding(Fact.EXIT_ON_HOME_LINE, "it shows <home>", "restart it"), Colour.RED));
        return new ClientView(
                id,
                "2.0.0",
                status,
                Colour.RED,
                false,
                NOW,
                NOW,
                exit,
                new ClientView.Resolver(Optional.empty(), "", List.of("dot")),
                findings,
                List.of("a note"),
                false);
    }

    private static Transition change(String id, Status from, Status to) {
        return new Transition(
                Transition.Kind.STATUS,
                Optional.of(from),
                to,
                NOW,
                Duration.ofMinutes(3),
                Optional.of(view(id, from)),
                view(id, to));
    }

    private static KeptClient client(String id, Status status) {
        return new KeptClient(id, status, NOW, NOW, "{}");
    }

    private static List<String> ids(List<OpenTransition> open) {
        return open.stream().map(each -> each.change().client().id()).toList();
    }

    @Test
    void aChangeIsOpenAfterARestartAsItWas() {
        Transition change = change("tokyo", Status.GREEN, Status.RED);
        assertThat(book().keep(client("tokyo", Status.RED), List.of(change)).join())
                .isTrue();

        List<OpenTransition> open = restarted().open(NOW, 10);

        assertThat(open)
                .singleElement()
                .satisfies(each -> assertThat(each.change().toString()).isEqualTo(change.toString()));
        assertThat(new ClientBook(store).all().orElseThrow()).containsExactly(client("tokyo", Status.RED));
    }

    @Test
    void changesAreOpenInTheirOrderUntilTheyAreDecided() {
        TransitionBook book = book();
        for (String id : List.of("c", "a", "b")) {
            book.keep(client(id, Status.RED), List.of(change(id, Status.GREEN, Status.RED)))
                    .join();
        }

        List<OpenTransition> open = book.open(NOW, 10);
        book.handle(open.get(0), "no news", List.of(), NOW).await();

        assertThat(ids(open)).containsExactly("c", "a", "b");
        assertThat(ids(book.open(NOW, 10))).containsExactly("a", "b");
        assertThat(ids(restarted().open(NOW, 10))).containsExactly("a", "b");
    }

    @Test
    void aDecisionAndItsMessagesAreKeptTogether() {
        TransitionBook book = book();
        MessageBook messages = new MessageBook(store, new Ids(() -> NOW));
        book.keep(client("tokyo", Status.RED), List.of(change("tokyo", Status.GREEN, Status.RED)))
                .join();
        OpenTransition open = book.open(NOW, 1).get(0);
        MessageRow row = MessageRow.fresh(messages.nextId(), Optional.of(open.id()), "4711", NOW, "{}");

        book.handle(open, "", List.of(row), NOW).await();

        assertThat(restarted().open(NOW, 10)).isEmpty();
        assertThat(new MessageBook(store, new Ids(() -> NOW)).waiting("4711", 0, 10))
                .containsExactly(row);
    }

    @Test
    void aDecisionThatIsPutOffIsOpenWhenItIsDue() {
        TransitionBook book = book();
        book.keep(client("tokyo", Status.YELLOW), List.of(change("tokyo", Status.GREEN, Status.YELLOW)))
                .join();

        book.wait(book.open(NOW, 1).get(0), NOW.plusSeconds(60), "to be confirmed")
                .await();

        assertThat(book.open(NOW.plusSeconds(59), 10)).isEmpty();
        assertThat(ids(book.open(NOW.plusSeconds(60), 10))).containsExactly("tokyo");
    }

    @Test
    void whileTheStoreFailsChangesAreOpenAndDecidedAndKeptInTheEnd() throws IOException {
        store.close();
        Path file = folder.resolve(SqliteEngine.FILE);
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "damaged ".repeat(1_000));
        open();
        TransitionBook book = book();
        List<OpenTransition> open = new ArrayList<>();

        for (String id : List.of("a", "b")) {
            assertThat(book.keep(client(id, Status.RED), List.of(change(id, Status.GREEN, Status.RED)))
                            .join())
                    .isFalse();
        }
        open.addAll(book.open(NOW, 10));
        Written decided = book.handle(open.get(0), "no news", List.of(), NOW);

        assertThat(ids(open)).containsExactly("a", "b");
        assertThat(ids(book.open(NOW, 10))).containsExactly("b");
        Files.write(file, whole);
        await().atMost(Duration.ofSeconds(30)).until(() -> decided.kept().isDone());
        assertThat(ids(book.open(NOW, 10))).containsExactly("b");
        assertThat(ids(restarted().open(NOW, 10))).containsExactly("b");
    }

    @Test
    void whoIsForgottenLeavesNothing() {
        TransitionBook book = book();
        book.keep(client("tokyo", Status.RED), List.of(change("tokyo", Status.GREEN, Status.RED)))
                .join();

        book.forget("tokyo", NOW);

        assertThat(restarted().open(NOW, 10)).isEmpty();
        assertThat(new ClientBook(store).all().orElseThrow()).isEmpty();
    }

    @Test
    void numbersGoOnBehindThoseOfAClockThatWasAhead() {
        Ids ahead = new Ids(() -> NOW.plus(Duration.ofDays(1)));
        MessageBook before = new MessageBook(store, ahead);
        MessageRow row = MessageRow.fresh(before.nextId(), Optional.empty(), "1", NOW, "{}");
        before.add(List.of(row)).await();

        long next = new MessageBook(store, new Ids(() -> NOW)).nextId();

        assertThat(next).isGreaterThan(row.id());
    }
}
