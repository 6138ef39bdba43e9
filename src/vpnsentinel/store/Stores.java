package vpnsentinel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.DataFolder;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** Opens the store that the settings name. */
public final class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    /** So long the server before this one may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long LOOK_MS = 250;

    private Stores() {}

    /** A store that keeps nothing. */
    public static Store none() {
        return new NoStore();
    }

    /**
     * Opens the store: the database that the settings name, else a file in the data folder. A store that does not work at
     * the moment is opened later, by itself.
     *
     * @throws StartProblem when another server uses it, or a newer one has written it
     */
    public static Store open(Settings settings) {
        return open(engine(settings), PATIENCE);
    }

    private static Engine engine(Settings settings) {
        String url = settings.text("store.url");
        return url.isEmpty()
                ? new SqliteEngine(DataFolder.of(settings))
                : new PostgresEngine(DatabaseAddress.parse(url)
                        .orElseThrow(() -> new StartProblem("VPN_SENTINEL_DB_URL names no PostgreSQL database, expected"
                                + " postgresql://user:password@host:5432/database")));
    }

    /** Where the store is, for people. */
    public static String place(Settings settings) {
        return DatabaseAddress.parse(settings.text("store.url"))
                .map(DatabaseAddress::shown)
                .orElseGet(() -> Backup.storeIn(DataFolder.of(settings)).toString());
    }

    /** What is wrong with the store, looked at once without changing it; empty when nothing is, or there is none yet. */
    public static Optional<String> trouble(Settings settings) {
        Optional<DatabaseAddress> database = DatabaseAddress.parse(settings.text("store.url"));
        Path folder = DataFolder.of(settings);
        if (database.isEmpty() && !Files.exists(Backup.storeIn(folder))) {
            return Optional.empty();
        }
        try (Engine engine = engine(settings)) {
            try (Connection look = database.isPresent() ? connection(database.get()) : connection(folder)) {
                int version = Schema.version(look);
                return version > Schema.VERSION
                        ? Optional.of("a newer server has written it (version " + version + ")")
                        : Optional.empty();
            } catch (SQLException | IOException e) {
                return Optional.of(engine.words(e));
            }
        }
    }

    private static Connection connection(DatabaseAddress database) throws SQLException {
        Properties who = new Properties();
        database.user().ifPresent(user -> who.setProperty("user", user));
        database.password().ifPresent(password -> who.setProperty("password", password));
        return DriverManager.getConnection(database.url(), who);
    }

    private static Connection connection(Path folder) throws SQLException, IOException {
        SqliteEngine.knowLibrary(folder);
        return DriverManager.getConnection("jdbc:sqlite:" + Backup.storeIn(folder) + "?open_mode=1");
    }

    static Store open(Engine engine, Duration patience) {
        Health health = new Health();
        try {
            tryOut(engine, patience);
        } catch (SQLException | RuntimeException e) {
            if (isForGood(e)) {
                engine.close();
                throw new StartProblem("store: " + engine.words(e));
            }
            health.fails(engine.words(e));
        }
        return new LaneStore(engine, health);
    }

    private static void tryOut(Engine engine, Duration patience) throws SQLException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try (Connection connection = engine.open()) {
                Notes.touch(connection);
                connection.commit();
                return;
            } catch (SQLException e) {
                if (!(e.getCause() instanceof SqliteEngine.FolderTaken) || System.nanoTime() > until) {
                    throw e;
                }
                LOG.debug("the folder is in use still", e);
            }
            try {
                Thread.sleep(LOOK_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SQLException(e);
            }
        }
    }

    private static boolean isForGood(Exception e) {
        return e instanceof Schema.NewerStore || e.getCause() instanceof SqliteEngine.FolderTaken;
    }
}
