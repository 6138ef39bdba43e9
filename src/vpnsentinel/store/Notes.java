package vpnsentinel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Small things that are kept by name. */
public final class Notes {
    private static final String ALIVE = "alive-at";

    private final Store store;

    public Notes(Store store) {
        this.store = store;
    }

    static void put(Connection transaction, String name, String content, Instant now) throws SQLException {
        try (PreparedStatement put = transaction.prepareStatement(
                "insert into note (name, content, changed_at) values (?, ?, ?) on conflict (name) do update"
                        + " set content = excluded.content, changed_at = excluded.changed_at")) {
            put.setString(1, name);
            put.setString(2, content);
            put.setLong(3, now.toEpochMilli());
            put.executeUpdate();
        }
    }

    /** Writes something, to see whether that is possible. */
    static void touch(Connection transaction) throws SQLException {
        put(transaction, "touched", "", Instant.now());
    }

    static String text(Connection connection, String name) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select content from note where name = ?")) {
            ask.setString(1, name);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /** Keeps the content under the name, soon. */
    public Written put(String name, String content, Instant now) {
        return store.write("note", transaction -> {
            put(transaction, name, content, now);
            return true;
        });
    }

    /** What is kept under the name; empty when nothing is, or the store does not answer. */
    public Optional<String> text(String name) {
        try {
            return Optional.of(store.ask(transaction -> text(transaction, name)))
                    .filter(text -> !text.isEmpty());
        } catch (StoreTrouble e) {
            return Optional.empty();
        }
    }

    /** What is kept under all names that begin so, by name. */
    public Map<String, String> beginning(String prefix) {
        try {
            return store.ask(transaction -> {
                Map<String, String> found = new LinkedHashMap<>();
                try (PreparedStatement ask =
                                transaction.prepareStatement("select name, content from note order by name");
                        ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        if (row.getString(1).startsWith(prefix)) {
                            found.put(row.getString(1), row.getString(2));
                        }
                    }
                }
                return found;
            });
        } catch (StoreTrouble e) {
            return Map.of();
        }
    }

    static void alive(Connection transaction, Instant now) throws SQLException {
        put(transaction, ALIVE, now.toString(), now);
    }

    /** When a server last wrote that it lives. */
    public Optional<Instant> aliveAt() {
        return text(ALIVE).map(Instant::parse);
    }
}
