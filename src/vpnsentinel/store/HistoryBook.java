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
import vpnsentinel.fleet.Status;
import vpnsentinel.settings.Settings;

/** For how long each client had which status: sampled, summed up by the hour and by the day, and deleted when it is old. */
public final class HistoryBook {
    private static final String OWNER = "history";
    private static final List<Status> COLUMNS = List.of(Status.RED, Status.YELLOW, Status.GREEN, Status.SILENT);
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** How fine it is. */
    public enum Step {
        /** As sampled. */
        RAW(0, 1),
        /** By the hour. */
        HOUR(1, HOUR_MS),
        /** By the day, of UTC. */
        DAY(2, DAY_MS);

        private final int number;
        private final long millis;

        Step(int number, long millis) {
            this.number = number;
            this.millis = millis;
        }
    }

    /**
     * For how many seconds a client had which status, in the time that begins then.
     */
    public record Sample(Instant at, long red, long yellow, long green, long silent) {}

    private final Store store;
    private final Duration rawFor;
    private final Duration hoursFor;
    private final Duration daysFor;
    private final Duration changesFor;

    public HistoryBook(Store store, Settings settings) {
        this.store = store;
        this.rawFor = settings.duration("history.raw");
        this.hoursFor = settings.duration("history.hourly");
        this.daysFor = settings.duration("history.daily");
        this.changesFor = settings.duration("history.changes");
    }

    /** Notes how the clients are: for so long, up to now. */
    public Written sample(Map<String, Status> clients, Duration lasted, Instant now) {
        Map<String, Status> frozen = Map.copyOf(clients);
        return store.write(OWNER, transaction -> {
            try (PreparedStatement put = transaction.prepareStatement(
                    "insert into history (client, step, at, red, yellow, green, silent) values (?, 0, ?, ?, ?, ?, ?)"
                            + " on conflict (client, step, at) do nothing")) {
                for (Map.Entry<String, Status> each : frozen.entrySet()) {
                    put.setString(1, each.getKey());
                    put.setLong(2, now.minus(lasted).toEpochMilli());
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        put.setLong(3 + i, each.getValue() == COLUMNS.get(i) ? lasted.toSeconds() : 0);
                    }
                    put.addBatch();
                }
                put.executeBatch();
            }
            return true;
        });
    }

    /** Sums up what is complete, and deletes what is old. */
    public Written rollUp(Instant now) {
        return store.write(OWNER, transaction -> {
            sum(transaction, Step.RAW, Step.HOUR, now);
            sum(transaction, Step.HOUR, Step.DAY, now);
            prune(transaction, Step.RAW, rawFor, now);
            prune(transaction, Step.HOUR, hoursFor, now);
            prune(transaction, Step.DAY, daysFor, now);
            long old = now.minus(changesFor).toEpochMilli();
            run(transaction, "delete from transition where handled_at is not null and happened_at < ?", old);
            run(transaction, "delete from message where done_at is not null and done_at < ?", old);
            run(transaction, "delete from incident where closed_at is not null and closed_at < ?", old);
            return true;
        });
    }

    /** Sums of all whole spans since the last one that was summed up: done again they are the same. */
    private static void sum(Connection transaction, Step fine, Step coarse, Instant now) throws SQLException {
        try (PreparedStatement sum = transaction.prepareStatement("insert into history"
                + " select client, " + coarse.number + ", at / " + coarse.millis + " * " + coarse.millis
                + ", sum(red), sum(yellow), sum(green), sum(silent) from history where step = " + fine.number
                + " and at >= (select coalesce(max(at), 0) from history where step = " + coarse.number + ") and at < ?"
                + " group by client, at / " + coarse.millis
                + " on conflict (client, step, at) do update set red = excluded.red, yellow = excluded.yellow,"
                + " green = excluded.green, silent = excluded.silent")) {
            sum.setLong(1, now.toEpochMilli() / coarse.millis * coarse.millis);
            sum.executeUpdate();
        }
    }

    private static void prune(Connection transaction, Step step, Duration kept, Instant now) throws SQLException {
        run(
                transaction,
                "delete from history where step = " + step.number + " and at < ?",
                now.minus(kept).toEpochMilli());
    }

    private static void run(Connection transaction, String sql, long before) throws SQLException {
        try (PreparedStatement each = transaction.prepareStatement(sql)) {
            each.setLong(1, before);
            each.executeUpdate();
        }
    }

    /** What is kept of the client since then, oldest first. */
    public List<Sample> of(String client, Step step, Instant since) {
        return store.ask(transaction -> {
            List<Sample> samples = new ArrayList<>();
            try (PreparedStatement ask = transaction.prepareStatement(
                    "select at, red, yellow, green, silent from history where client = ? and step = ? and at >= ?"
                            + " order by at")) {
                ask.setString(1, client);
                ask.setInt(2, step.number);
                ask.setLong(3, since.toEpochMilli());
                try (ResultSet row = ask.executeQuery()) {
                    while (row.next()) {
                        samples.add(new Sample(
                                Instant.ofEpochMilli(row.getLong(1)),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5)));
                    }
                }
            }
            return samples;
        });
    }
}
