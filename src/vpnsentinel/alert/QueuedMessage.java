package vpnsentinel.alert;

import java.time.Instant;
import vpnsentinel.store.MessageRow;
import vpnsentinel.words.Sentence;

/** A message in a chat's queue, and how it fared so far. Guarded by its outbox. */
final class QueuedMessage {
    private final long id;
    private final Message message;
    private final boolean repeated;
    private Instant due;
    private int attempts;
    private boolean plain;

    QueuedMessage(MessageRow row) {
        this.id = row.id();
        this.message = MessageFormat.read(row.content(), row.writtenAt());
        this.repeated = row.triedAt().isPresent();
        this.due = row.dueAt().orElse(Instant.MIN);
        this.attempts = row.attempts();
        this.plain = row.inPlainWords();
    }

    long id() {
        return id;
    }

    Message message() {
        return message;
    }

    boolean isDueAfter(Instant now) {
        return due.isAfter(now);
    }

    Instant due() {
        return due;
    }

    void dueAt(Instant then) {
        due = then;
    }

    int attempts() {
        return attempts;
    }

    boolean wasTried() {
        return attempts > 0;
    }

    void failed() {
        attempts++;
    }

    boolean isPlain() {
        return plain;
    }

    void inPlainWords() {
        plain = true;
    }

    boolean isSummable() {
        return message.isSummable() && !plain;
    }

    /** What is sent; what a server may have sent already, before it was stopped in the midst of it, says so. */
    String text() {
        String text = plain ? message.plain() : message.html();
        return repeated
                ? text + "\n"
                        + Html.ascii(Html.escape(Sentence.of("message.repeated").text()))
                : text;
    }
}
