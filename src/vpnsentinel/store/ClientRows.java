package vpnsentinel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;

/** The table of clients. */
final class ClientRows {
    private ClientRows() {}

    static void put(Connection transaction, List<KeptClient> clients) throws SQLException {
        try (PreparedStatement put = transaction.prepareStatement(
                "insert into client (id, status, since, last_seen, state) values (?, ?, ?, ?, ?) on conflict (id) do"
                        + " update set status = excluded.status, since = excluded.since, last_seen = excluded.last_seen,"
                        + " state = excluded.state")) {
            for (KeptClient each : clients) {
                put.setString(1, each.id());
                put.setString(2, each.status().name());
                put.setLong(3, each.since().toEpochMilli());
                put.setLong(4, each.lastSeen().toEpochMilli());
                put.setString(5, each.state());
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    static List<KeptClient> all(Connection transaction) throws SQLException {
        List<KeptClient> all = new ArrayList<>();
        try (PreparedStatement ask = transaction.prepareStatement(
                        "select id, status, since, last_seen, state from client order by id");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                all.add(new KeptClient(
                        row.getString(1),
                        Status.valueOf(row.getString(2)),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getString(5)));
            }
        }
        return all;
    }

    /** Deletes the client with its history, and closes what is open of it. */
    static void forget(Connection transaction, String id, Instant now) throws SQLException {
        run(transaction, "delete from client where id = ?", id);
        run(transaction, "delete from history where client = ?", id);
        run(transaction, "delete from mute where client = ?", id);
        run(transaction, "delete from incident where client = ?", id);
        run(
                transaction,
                "update message set state = 'kept back', reason = 'the client is forgotten', done_at = "
                        + now.toEpochMilli()
                        + " where state = 'waiting' and transition in (select id from transition where client = ?)",
                id);
        run(transaction, "delete from transition where client = ?", id);
    }

    private static void run(Connection transaction, String sql, String id) throws SQLException {
        try (PreparedStatement each = transaction.prepareStatement(sql)) {
            each.setString(1, id);
            each.executeUpdate();
        }
    }
}
