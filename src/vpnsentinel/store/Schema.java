package vpnsentinel.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Version;

/** The schema of a store: which version this server knows, and how an older store is brought to it. */
final class Schema {
    /** The number of the newest script beside this class. */
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private Schema() {}

    /**
     * Brings the store to this server's version, unless it has it: one question decides.
     *
     * @param backup makes a backup before a store of that version is changed, and says where it is
     * @throws NewerStore when a newer server has written it
     */
    static void prepare(DataSource source, IntFunction<String> backup) throws SQLException {
        int found;
        try (Connection connection = source.getConnection()) {
            found = version(connection);
            if (found > VERSION) {
                throw new NewerStore(found, Notes.text(connection, "made-by"), Notes.text(connection, "backup"));
            }
        }
        if (found < VERSION) {
            String kept = found == 0 ? "" : backup.apply(found);
            Migration.run(source);
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                Instant now = Instant.now();
                Notes.put(connection, "made-by", Version.text(), now);
                Notes.put(connection, "backup", kept, now);
                connection.commit();
            }
            LOG.info("the store has version {} now{}", VERSION, kept.isEmpty() ? "" : ", before it: " + kept);
        }
    }

    /** The version of the store; 0 of one that was never made. */
    static int version(Connection connection) throws SQLException {
        if (!hasHistory(connection)) {
            return 0;
        }
        int newest = 0;
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("select version, success from flyway_schema_history")) {
            while (row.next()) {
                String version = row.getString(1);
                if (version != null && row.getBoolean(2)) {
                    newest = Math.max(newest, Integer.parseInt(version));
                }
            }
        }
        return newest;
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            return tables.next();
        }
    }

    /** The store is of a newer server. */
    static final class NewerStore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NewerStore(int found, String madeBy, String backup) {
            super("its version is " + found + ", written by VPN Sentinel " + madeBy + "; this is VPN Sentinel "
                    + Version.text() + ", which knows version " + VERSION
                    + " at most. Start that newer server again, or"
                    + (backup.isEmpty()
                            ? " restore a backup that this one made"
                            : " go back to what was kept before the change: " + backup));
        }
    }
}
