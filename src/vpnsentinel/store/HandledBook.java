package vpnsentinel.store;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;

/** Remembers which commands and presses of buttons were acted on: Telegram delivers some twice. */
public final class HandledBook {
    /** Telegram keeps an update for a day. */
    private static final Duration KEPT = Duration.ofDays(3);

    private final Store store;

    public HandledBook(Store store) {
        this.store = store;
    }

    /** Notes the command; says whether it is new. A store that does not answer knows none. */
    public boolean isNew(String id, Instant now) {
        try {
            return store.ask(transaction -> {
                try (PreparedStatement old = transaction.prepareStatement("delete from handled where at < ?");
                        PreparedStatement put = transaction.prepareStatement(
                                "insert into handled (id, at) values (?, ?) on conflict (id) do nothing")) {
                    old.setLong(1, now.minus(KEPT).toEpochMilli());
                    old.executeUpdate();
                    put.setString(1, id);
                    put.setLong(2, now.toEpochMilli());
                    return put.executeUpdate() > 0;
                }
            });
        } catch (StoreTrouble e) {
            return true;
        }
    }
}
