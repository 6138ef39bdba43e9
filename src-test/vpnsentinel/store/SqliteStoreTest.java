package vpnsentinel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import vpnsentinel.settings.StartProblem;

/** The store in a file: what it promises, and what it does when its disk or folder fails. */
class SqliteStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final List<Store> open = new ArrayList<>();

    private Store store() {
        Store store = Stores.open(new SqliteEngine(folder), Duration.ZERO);
        open.add(store);
        return store;
    }

    @AfterEach
    void close() {
        open.forEach(Store::close);
    }

    private Path file() {
        return folder.resolve(SqliteEngine.FILE);
    }

    private static boolean kept(Store store, String name) {
        return new Notes(store).text(name).isPresent();
    }

    @Test
    void whatIsKeptIsThereAfterARestart() {
        Store before = store();
        assertThat(new Notes(before).put("a", "1", NOW).await()).isTrue();
        before.close();

        assertThat(new Notes(store()).text("a")).contains("1");
    }

    @Test
    void everyTransactionIsOnTheDiskBeforeAnybodyIsTold() throws SQLException {
        Store store = store();

        List<String> modes = store.ask(transaction -> {
            List<String> found = new ArrayList<>();
            for (String pragma : List.of("journal_mode", "synchronous")) {
                try (Statement ask = transaction.createStatement();
                        var row = ask.executeQuery("pragma " + pragma)) {
                    row.next();
                    found.add(row.getString(1));
                }
            }
            return found;
        });

        assertThat(modes)
                .as("a log, and a synchronisation each commit (2 is FULL)")
                .containsExactly("wal", "2");
    }

    @Test
    void workThatFailsUndoesNothingOfOthersAndLeavesNoHalf() {
        Store store = store();
        Notes notes = new Notes(store);
        List<Written> good = new ArrayList<>();

        good.add(notes.put("before", "1", NOW));
        Written bad = store.write("x", transaction -> {
            Notes.put(transaction, "half", "1", NOW);
            try (Statement wrong = transaction.createStatement()) {
                return wrong.executeUpdate("insert into nowhere values (1)");
            }
        });
        good.add(notes.put("after", "1", NOW));

        assertThat(good).allMatch(Written::await);
        await().atMost(LONG).until(() -> bad.kept().isCompletedExceptionally());
        assertThat(kept(store, "half")).isFalse();
        assertThat(kept(store, "after")).isTrue();
        assertThat(store.state().works()).isTrue();
    }

    @Test
    void aSecondServerOnOneFolderIsRefusedWithItsName() {
        store();

        assertThatThrownBy(this::store)
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("another server uses the folder " + folder)
                .hasMessageContaining("VPN_SENTINEL_DATA_DIR");
    }

    @Test
    void aStoreOfANewerServerIsRefusedWithBothVersionsAndTheBackup() throws SQLException {
        store().close();
        try (Connection newer = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement change = newer.createStatement()) {
            change.executeUpdate(
                    "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) values (99, '99', 'x', 'SQL', 'x', 'x', 0, 1)");
            change.executeUpdate("update note set content = '9.9' where name = 'made-by'");
            change.executeUpdate("update note set content = '/data/kept.db' where name = 'backup'");
        }

        assertThatThrownBy(this::store)
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining(file().toString())
                .hasMessageContaining("version is 99")
                .hasMessageContaining("VPN Sentinel 9.9")
                .hasMessageContaining("version " + Schema.VERSION + " at most")
                .hasMessageContaining("/data/kept.db");
    }

    @Test
    void theNewestScriptIsTheVersionThatIsKnown() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/vpnsentinel/store"))) {
            assertThat(files.map(each -> each.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .mapToInt(name -> Integer.parseInt(name.replaceAll("^V(\\d+)__.*", "$1")))
                            .max())
                    .hasValue(Schema.VERSION);
        }
    }

    @Test
    void aDamagedFileIsNamedAndTheServerRunsOnMemoryUntilItIsPutRight() throws IOException {
        Store whole = store();
        new Notes(whole).put("a", "1", NOW).await();
        whole.close();
        Path good = Files.copy(file(), folder.resolve("good.db"));
        Files.writeString(file(), "this is no database, ".repeat(500));

        Store store = store();
        Written waits = new Notes(store).put("b", "2", NOW);

        assertThat(waits.await()).isFalse();
        assertThat(store.state().trouble())
                .contains(file().toString())
                .contains("damaged")
                .contains("restore");
        assertThatThrownBy(() -> store.ask(transaction -> 1)).isInstanceOf(StoreTrouble.class);
        Files.move(good, file(), StandardCopyOption.REPLACE_EXISTING);
        await().atMost(LONG).until(() -> store.state().works() && waits.kept().isDone());
        assertThat(new Notes(store).text("a")).contains("1");
        assertThat(new Notes(store).text("b")).contains("2");
    }

    @Test
    void aFolderThatIsDeletedIsMadeAnewWithAllThatWasKept() throws IOException {
        Store store = store();
        new Notes(store).put("a", "1", NOW).await();

        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }

        assertThat(new Notes(store).put("b", "2", NOW).await()).isTrue();
        await().atMost(LONG).until(() -> Files.exists(file()));
        store.close();
        Store after = store();
        assertThat(new Notes(after).text("a")).contains("1");
        assertThat(new Notes(after).text("b")).contains("2");
    }

    @Test
    void aFileThatAnotherProgramHoldsIsWaitedFor() throws SQLException {
        Store store = store();
        Written waits;
        try (Connection other = DriverManager.getConnection(SqliteEngine.url(file()))) {
            other.setAutoCommit(false);
            try (PreparedStatement hold = other.prepareStatement("delete from handled")) {
                hold.executeUpdate();
            }
            waits = new Notes(store).put("a", "1", NOW);
            assertThat(waits.await()).isFalse();
            other.rollback();
        }

        await().atMost(LONG).until(() -> waits.kept().isDone());
        assertThat(kept(store, "a")).isTrue();
    }

    @Test
    void aDiskThatIsFullForAWhileLosesNothingAndKeepsNoHalf() {
        Store store = store();
        store.ask(transaction -> {
            try (Statement limit = transaction.createStatement()) {
                return limit.execute("pragma max_page_count = 60"); // of this connection, which is thrown away
            }
        });

        Written large = store.write("x", transaction -> {
            for (int i = 0; i < 100; i++) {
                Notes.put(transaction, "large-" + i, "x".repeat(10_000), NOW);
            }
            return true;
        });
        Written small = new Notes(store).put("a", "1", NOW);

        await().atMost(LONG).until(() -> large.kept().isDone() && small.kept().isDone());
        assertThat(large.kept()).isCompleted();
        assertThat(new Notes(store).beginning("large-")).hasSize(100);
        assertThat(kept(store, "a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_FULL, the disk is full",
        "SQLITE_READONLY, the file or its folder is read-only",
        "SQLITE_CANTOPEN, the file cannot be opened",
        "SQLITE_BUSY, another program holds the file",
        "SQLITE_IOERR_WRITE, the disk fails",
        "SQLITE_CORRUPT, the file is damaged"
    })
    void everyTroubleIsToldInWordsWithTheFile(SQLiteErrorCode code, String words) {
        SqliteEngine engine = new SqliteEngine(folder);

        assertThat(engine.words(new SQLException(new SQLiteException("x", code))))
                .startsWith(file() + ": ")
                .contains(words);
        assertThat(engine.isByWork(new SQLiteException("x", code))).isFalse();
    }

    @Test
    void aBackupIsWholeWhileTheServerWritesAndComesBackWithoutOldMessages() throws Exception {
        Store store = store();
        MessageBook book = new MessageBook(store, new Ids(() -> NOW));
        book.add(List.of(MessageRow.fresh(book.nextId(), java.util.Optional.empty(), "1", NOW, "{}")))
                .await();
        Path backup = folder.resolve("backup.db");
        Backup.write(file(), backup);
        new Notes(store).put("later", "1", NOW).await();
        assertThatThrownBy(() -> Backup.restore(backup, folder, NOW)).hasMessageContaining("another server");

        store.close();
        Path aside = Backup.restore(backup, folder, NOW).orElseThrow();

        Store after = store();
        assertThat(kept(after, "later")).isFalse();
        assertThat(new MessageBook(after, new Ids(() -> NOW)).chats()).isEmpty();
        assertThat(after.<String>ask(transaction -> {
                    try (Statement ask = transaction.createStatement();
                            var row = ask.executeQuery("select reason from message")) {
                        row.next();
                        return row.getString(1);
                    }
                }))
                .isEqualTo("not sent: restored");
        assertThat(aside).exists();
    }

    @Test
    void whatIsNoBackupIsNotPutInPlace() throws Exception {
        store().close();
        Path wrong = Files.writeString(folder.resolve("wrong.db"), "no");

        assertThatThrownBy(() -> Backup.restore(wrong, folder, NOW)).isInstanceOf(IOException.class);

        assertThat(kept(store(), "made-by")).isTrue();
    }
}
