package vpnsentinel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages on their way, one row for each chat, each until it is sent or somebody says why not. Thread-safe. */
public final class MessageBook {
    /** Messages and decisions about them keep their order. */
    static final String OWNER = "message";

    private final Store store;
    private final Ids ids;

    public MessageBook(Store store, Ids ids) {
        this.store = store;
        this.ids = ids;
        try {
            store.ask(transaction -> TransitionBook.highest(transaction, "message"))
                    .forEach(ids::above);
        } catch (StoreTrouble e) {
            // nothing is known from before
        }
    }

    /** A number for the next message, higher than all before it. */
    public long nextId() {
        return ids.next();
    }

    /** Keeps messages that tell of no change. */
    public Written add(List<MessageRow> messages) {
        return store.write(OWNER, transaction -> {
            put(transaction, messages);
            return true;
        });
    }

    static void put(Connection transaction, List<MessageRow> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (PreparedStatement put = transaction.prepareStatement(
                "insert into message (id, transition, chat, state, written_at, content, attempts, in_plain_words)"
                        + " values (?, ?, ?, 'waiting', ?, ?, 0, 0) on conflict (id) do nothing")) {
            for (MessageRow each : messages) {
                put.setLong(1, each.id());
                if (each.transition().isPresent()) {
                    put.setLong(2, each.transition().get());
                } else {
                    put.setNull(2, Types.BIGINT);
                }
                put.setString(3, each.chat());
                put.setLong(4, each.writtenAt().toEpochMilli());
                put.setString(5, each.content());
                put.executeUpdate();
            }
        }
    }

    /** The chats for which messages wait. */
    public List<String> chats() {
        return store.ask(transaction -> {
            List<String> chats = new ArrayList<>();
            try (PreparedStatement ask =
                            transaction.prepareStatement("select distinct chat from message where state = 'waiting'");
                    ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    chats.add(row.getString(1));
                }
            }
            return chats;
        });
    }

    /** The messages that wait for the chat behind that one, in order. */
    public List<MessageRow> waiting(String chat, long behind, int most) {
        return store.ask(transaction -> {
            List<MessageRow> rows = new ArrayList<>();
            try (PreparedStatement ask = transaction.prepareStatement(
                    "select id, transition, chat, written_at, content, attempts, in_plain_words, tried_at, due_at"
                            + " from message where state = 'waiting' and chat = ? and id > ? order by id limit ?")) {
                ask.setString(1, chat);
                ask.setLong(2, behind);
                ask.setInt(3, most);
                try (ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        rows.add(row(row));
                    }
                }
            }
            return rows;
        });
    }

    private static MessageRow row(ResultSet row) throws SQLException {
        return new MessageRow(
                row.getLong(1),
                number(row, 2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getInt(6),
                row.getInt(7) != 0,
                number(row, 8).map(Instant::ofEpochMilli),
                number(row, 9).map(Instant::ofEpochMilli));
    }

    private static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** How many messages wait. */
    public int count() {
        return store.ask(transaction -> {
            try (PreparedStatement ask =
                            transaction.prepareStatement("select count(*) from message where state = 'waiting'");
                    ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    /** The messages are tried now: whether that succeeds is not known until somebody says so. */
    public Written tried(List<Long> those, Instant now) {
        return update("update message set tried_at = " + now.toEpochMilli() + " where id = ?", those);
    }

    /** The attempt failed for sure; the next one is due then. */
    public Written failed(List<Long> those, int attempts, boolean inPlainWords, Instant due) {
        return update(
                "update message set tried_at = null, attempts = " + attempts + ", in_plain_words = "
                        + (inPlainWords ? 1 : 0) + ", due_at = " + due.toEpochMilli() + " where id = ?",
                those);
    }

    /** The messages arrived. */
    public Written sent(List<Long> those, Instant now) {
        return update("update message set state = 'sent', done_at = " + now.toEpochMilli() + " where id = ?", those);
    }

    /** The messages never will, for this reason. */
    public Written keptBack(List<Long> those, String reason, Instant now) {
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put = transaction.prepareStatement(
                    "update message set state = 'kept back', reason = ?, done_at = ? where id = ?")) {
                for (Long id : those) {
                    put.setString(1, reason);
                    put.setLong(2, now.toEpochMilli());
                    put.setLong(3, id);
                    put.executeUpdate();
                }
            }
            return true;
        });
    }

    /** Nothing that waits for the chat will ever be sent, for this reason. */
    public Written keptBack(String chat, String reason, Instant now) {
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put =
                    transaction.prepareStatement("update message set state = 'kept back', reason = ?,"
                            + " done_at = ? where chat = ? and state = 'waiting'")) {
                put.setString(1, reason);
                put.setLong(2, now.toEpochMilli());
                put.setString(3, chat);
                put.executeUpdate();
            }
            return true;
        });
    }

    /** What waits for one chat waits for another. */
    public Written moved(String from, String to) {
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put =
                    transaction.prepareStatement("update message set chat = ? where chat = ? and state = 'waiting'")) {
                put.setString(1, to);
                put.setString(2, from);
                put.executeUpdate();
            }
            return true;
        });
    }

    /** One message goes elsewhere. */
    public Written moved(long id, String to) {
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put =
                    transaction.prepareStatement("update message set chat = ?, tried_at = null where id = ?")) {
                put.setString(1, to);
                put.setLong(2, id);
                put.executeUpdate();
            }
            return true;
        });
    }

    private Written update(String sql, List<Long> those) {
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put = transaction.prepareStatement(sql)) {
                for (Long id : those) {
                    put.setLong(1, id);
                    put.executeUpdate();
                }
            }
            return true;
        });
    }
}
