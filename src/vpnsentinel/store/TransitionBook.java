package vpnsentinel.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.fleet.Keeper;
import vpnsentinel.fleet.KeptClient;
import vpnsentinel.fleet.Status;
import vpnsentinel.fleet.Transition;
import vpnsentinel.fleet.TransitionFormat;

/**
 * The clients and their changes. A change is kept together with its client, and its row is at once the queue of what is to
 * be told: it is open until somebody decided about it. What a store in trouble does not take yet is open all the same.
 * Thread-safe.
 */
public final class TransitionBook implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Store store;
    private final Ids ids;
    private final Map<Long, Transition> unkept = new ConcurrentSkipListMap<>();
    private final Set<Long> handled = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);

    public TransitionBook(Store store, Ids ids) {
        this.store = store;
        this.ids = ids;
        try {
            store.ask(transaction -> highest(transaction, "transition")).forEach(ids::above);
        } catch (StoreTrouble e) {
            LOG.debug("no changes are known from before because={}", e.getMessage());
        }
    }

    /** The highest number in the table, if any. */
    static List<Long> highest(Connection transaction, String table) throws SQLException {
        try (PreparedStatement ask = transaction.prepareStatement("select coalesce(max(id), 0) from " + table);
                ResultSet row = ask.executeQuery()) {
            return row.next() ? List.of(row.getLong(1)) : List.of();
        }
    }

    @Override
    public CompletableFuture<Boolean> keep(KeptClient client, List<Transition> changes) {
        Map<Long, Transition> numbered = new TreeMap<>();
        changes.forEach(change -> numbered.put(ids.next(), change));
        Written written = store.write(client.id(), transaction -> {
            ClientRows.put(transaction, List.of(client));
            add(transaction, numbered);
            return true;
        });
        if (numbered.isEmpty()) {
            return written.soon();
        }
        written.kept().whenComplete((done, failure) -> numbered.keySet().forEach(unkept::remove));
        return written.soon().thenApply(kept -> {
            if (!kept && !written.kept().isDone()) {
                unkept.putAll(numbered);
                if (written.kept().isDone()) {
                    unkept.keySet().removeAll(numbered.keySet()); // in between
                }
            }
            news.release();
            return kept;
        });
    }

    private static void add(Connection transaction, Map<Long, Transition> changes) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        try (PreparedStatement put = transaction.prepareStatement(
                "insert into transition (id, client, kind, from_status, to_status, happened_at, why, state)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing")) {
            for (Map.Entry<Long, Transition> each : changes.entrySet()) {
                Transition change = each.getValue();
                put.setLong(1, each.getKey());
                put.setString(2, change.client().id());
                put.setString(3, change.kind().name());
                put.setString(4, change.from().map(Status::name).orElse(null));
                put.setString(5, change.to().name());
                put.setLong(6, change.at().toEpochMilli());
                put.setString(7, why(change));
                put.setString(8, TransitionFormat.write(change));
                put.executeUpdate();
            }
        }
    }

    /** The ids of the findings, worst first. */
    private static String why(Transition change) {
        return String.join(
                " ",
                change.client().findings().stream()
                        .map(each -> each.finding().id())
                        .toList());
    }

    @Override
    public void forget(String clientId, Instant now) {
        store.write(clientId, transaction -> {
            ClientRows.forget(transaction, clientId, now);
            return true;
        });
    }

    /** Those that are open and due, in the order in which they happened. */
    public List<OpenTransition> open(Instant now, int most) {
        Map<Long, Transition> open = new TreeMap<>(unkept);
        try {
            store.ask(transaction -> rows(transaction, now, most + handled.size()))
                    .forEach(each -> open.put(each.id(), each.change()));
        } catch (StoreTrouble e) {
            LOG.debug("changes are read from memory alone because={}", e.getMessage());
        }
        open.keySet().removeAll(handled);
        return open.entrySet().stream()
                .limit(most)
                .map(each -> new OpenTransition(each.getKey(), each.getValue()))
                .toList();
    }

    private List<OpenTransition> rows(Connection transaction, Instant now, int most) throws SQLException {
        List<OpenTransition> rows = new ArrayList<>();
        List<Long> unreadable = new ArrayList<>();
        try (PreparedStatement ask = transaction.prepareStatement(
                "select id, state from transition where handled_at is null and (due_at is null or due_at <= ?)"
                        + " order by id limit ?")) {
            ask.setLong(1, now.toEpochMilli());
            ask.setInt(2, most);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    try {
                        rows.add(new OpenTransition(row.getLong(1), TransitionFormat.read(row.getString(2))));
                    } catch (IllegalArgumentException e) {
                        LOG.error(
                                "a change that was kept cannot be read, nobody is told of it id={}", row.getLong(1), e);
                        unreadable.add(row.getLong(1));
                    }
                }
            }
        }
        for (Long id : unreadable) {
            handle(transaction, id, "cannot be read", now);
        }
        return rows;
    }

    /** Waits until there may be news, not longer than that; says whether there may be. */
    public boolean awaitNews(Duration most) throws InterruptedException {
        boolean woken = news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
        if (woken) {
            news.drainPermits();
        }
        return woken;
    }

    /**
     * Decides about a change: it is told by these messages, or by none for this reason.
     *
     * @param reason why nobody is told; empty when somebody is
     */
    public Written handle(OpenTransition open, String reason, List<MessageRow> messages, Instant now) {
        handled.add(open.id());
        boolean early = unkept.remove(open.id()) != null;
        Written written = store.write(MessageBook.OWNER, transaction -> {
            if (early) {
                add(transaction, Map.of(open.id(), open.change())); // its own turn comes later, perhaps
            }
            MessageBook.put(transaction, messages);
            handle(transaction, open.id(), reason, now);
            return true;
        });
        written.kept().whenComplete((done, failure) -> handled.remove(open.id()));
        return written;
    }

    private static void handle(Connection transaction, long id, String reason, Instant now) throws SQLException {
        try (PreparedStatement put = transaction.prepareStatement(
                "update transition set handled_at = ?, reason = ?, due_at = null where id = ?")) {
            put.setLong(1, now.toEpochMilli());
            put.setString(2, reason.isEmpty() ? null : reason);
            put.setLong(3, id);
            put.executeUpdate();
        }
    }

    /** Puts the decision about a change off. */
    public Written wait(OpenTransition open, Instant due, String reason) {
        return store.write(MessageBook.OWNER, transaction -> {
            try (PreparedStatement put =
                    transaction.prepareStatement("update transition set due_at = ?, reason = ? where id = ?")) {
                put.setLong(1, due.toEpochMilli());
                put.setString(2, reason);
                put.setLong(3, open.id());
                put.executeUpdate();
            }
            return true;
        });
    }
}
