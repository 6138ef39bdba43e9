package vpnsentinel.alert;

import java.util.List;
import vpnsentinel.settings.Chat;

/**
 * One message on its way to one chat.
 *
 * @param rows what it stands for in the outbox: one row, or several that are summed up
 * @param chat where it goes
 * @param text what is sent, in Telegram's HTML and ASCII
 * @param quiet whether it arrives without a sound
 */
record OutboxEntry(List<Long> rows, Chat chat, String text, boolean quiet) {
    OutboxEntry {
        rows = List.copyOf(rows);
    }

    /** The first of its rows, by which the chat's turn is known. */
    long id() {
        return rows.get(0);
    }
}
