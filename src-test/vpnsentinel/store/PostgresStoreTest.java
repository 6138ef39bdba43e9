package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import support.Postgres;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** The same store in a real PostgreSQL: the same tables, the same SQL, the same promises. */
class PostgresStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(60);

    private static Optional<Postgres> postgres = Optional.empty();

    private final List<Store> stores = new ArrayList<>();

    @BeforeAll
    static void begin() throws Exception {
        assumeTrue(Postgres.isInstalled(), "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        postgres = Optional.of(Postgres.start());
    }

    @AfterAll
    static void end() {
        postgres.ifPresent(Postgres::close);
    }

    @BeforeEach
    void empty() throws Exception {
        DatabaseAddress address =
                DatabaseAddress.parse(postgres.orElseThrow().url()).orElseThrow();
        try (Connection connection = DriverManager.getConnection(
                        address.url(),
                        address.user().orElseThrow(),
                        address.password().orElseThrow());
                Statement drop = connection.createStatement()) {
            drop.execute("drop schema public cascade; create schema public");
        }
    }

    @AfterEach
    void close() {
        stores.forEach(Store::close);
        stores.clear();
    }

    private static Settings settings() {
        return Settings.read(
                Map.of(
                        "VPN_SENTINEL_API_KEY",
                        "k",
                        "VPN_SENTINEL_DB_URL",
                        postgres.orElseThrow().url()),
                Half.SERVER);
    }

    private Store store() {
        Store store = Stores.open(settings());
        stores.add(store);
        return store;
    }

    private static KeptClient client(String id, Status status) {
        return new KeptClient(id, status, NOW, NOW, "{\"name\":\"Zürich 'x'\"}");
    }

    @Test
    void whatIsKeptIsThereAfterARestart() {
        Store before = store();
        assertThat(new ClientBook(before)
                        .keep(List.of(client("a", Status.GREEN), client("b", Status.RED)), NOW)
                        .await())
                .isTrue();
        assertThat(new ClientBook(before)
                        .keep(List.of(client("a", Status.SILENT)), NOW)
                        .await())
                .isTrue();
        before.close();

        assertThat(new ClientBook(store()).all().orElseThrow())
                .containsExactly(client("a", Status.SILENT), client("b", Status.RED));
    }

    @Test
    void messagesWaitInOrderAndAreDoneOnce() {
        Store store = store();
        MessageBook book = new MessageBook(store, new Ids(() -> NOW));
        List<MessageRow> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(MessageRow.fresh(book.nextId(), Optional.empty(), "1", NOW, "{\"n\":" + i + "}"));
        }
        book.add(rows).await();
        book.add(rows).await(); // a commit of which nobody heard, done again

        book.tried(List.of(rows.get(0).id()), NOW).await();
        book.sent(List.of(rows.get(0).id()), NOW).await();
        book.failed(List.of(rows.get(1).id()), 2, true, NOW.plusSeconds(4)).await();

        List<MessageRow> left = book.waiting("1", 0, 10);
        assertThat(left)
                .extracting(MessageRow::id)
                .containsExactly(rows.get(1).id(), rows.get(2).id());
        assertThat(left.get(0).attempts()).isEqualTo(2);
        assertThat(left.get(0).dueAt()).contains(NOW.plusSeconds(4));
        assertThat(book.count()).isEqualTo(2);
    }

    @Test
    void historyIsSummedUpAndDeletedWhenItIsOld() {
        HistoryTest.rollsUp(store(), settings());
    }

    @Test
    void aCommandIsHandledOnce() {
        HandledBook book = new HandledBook(store());

        assertThat(book.isNew("1/2", NOW)).isTrue();
        assertThat(book.isNew("1/2", NOW)).isFalse();
    }

    @Test
    void twoServersThatStartAtOnceMigrateOnce() {
        CompletableFuture<Store> other = CompletableFuture.supplyAsync(() -> Stores.open(settings()));
        Store one = store();
        stores.add(other.join());

        assertThat(stores).hasSize(2).allMatch(each -> each.state().works());
        assertThat(new Notes(one).text("made-by")).isPresent();
    }

    @Test
    void aDatabaseThatIsCutOffIsNamedWithoutItsPasswordAndHeals() {
        Store store = store();
        new Notes(store).put("a", "1", NOW).await();

        postgres.orElseThrow().kill();
        Written waits = new Notes(store).put("b", "2", NOW);
        assertThat(waits.await()).isFalse();
        await().atMost(LONG).until(() -> !store.state().works());

        assertThat(store.state().trouble())
                .contains("postgresql://sentinel@127.0.0.1:")
                .doesNotContain("secret-of-tests");
        assertThatThrownBy(() -> store.ask(transaction -> 1)).isInstanceOf(StoreTrouble.class);
        postgres.orElseThrow().resume();
        await().atMost(LONG).until(() -> store.state().works() && waits.kept().isDone());
        assertThat(new Notes(store).text("a")).contains("1");
        assertThat(new Notes(store).text("b")).contains("2");
    }

    @Test
    void workThatFailsIsRefusedAndHoldsUpNothing() {
        Store store = store();

        Written bad = store.write("x", transaction -> {
            try (Statement wrong = transaction.createStatement()) {
                return wrong.executeUpdate("insert into nowhere values (1)");
            }
        });
        Written good = new Notes(store).put("a", "1", NOW);

        assertThat(good.await()).isTrue();
        await().atMost(LONG).until(() -> bad.kept().isCompletedExceptionally());
        assertThat(store.state().works()).isTrue();
    }

    @Test
    void aStoreOfANewerServerIsRefused() {
        Store store = store();
        store.ask((Connection transaction) -> {
            try (Statement change = transaction.createStatement()) {
                return change.executeUpdate(
                        "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                                + " installed_by, execution_time, success) values (99, '99', 'x', 'SQL', 'x', 'x', 0, true)");
            }
        });
        close();

        assertThatThrownBy(this::store).isInstanceOf(StartProblem.class).hasMessageContaining("version is 99");
    }
}
