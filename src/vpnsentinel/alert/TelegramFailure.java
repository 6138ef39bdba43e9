package vpnsentinel.alert;

import java.time.Duration;
import java.util.Optional;
import vpnsentinel.settings.Chat;

/** A call to the Bot API that did not bring {@code "ok": true}. Its message never holds the bot's token. */
final class TelegramFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<Chat> movedTo;

    /**
     * @param code the HTTP status or the body's {@code error_code}; 0 without an answer that can be read
     * @param description what Telegram says, or why there is no answer
     * @param retryAfter how long Telegram asks to wait
     * @param movedTo the number that a group has since it became a supergroup
     */
    public TelegramFailure(int code, String description, Optional<Duration> retryAfter, Optional<Chat> movedTo) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
        this.movedTo = movedTo;
    }

    static TelegramFailure silence(String why) {
        return new TelegramFailure(0, why, Optional.empty(), Optional.empty());
    }

    /** The HTTP status or the body's {@code error_code}; 0 without an answer that can be read. */
    public int code() {
        return code;
    }

    /** How long Telegram asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** The number that a group has since it became a supergroup. */
    public Optional<Chat> movedTo() {
        return movedTo;
    }

    /** What Telegram says, or why there is no answer. */
    public String description() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** The Telegram failure behind an exception; one without such a cause is no answer at all. */
    public static TelegramFailure behind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof TelegramFailure failure) {
                return failure;
            }
        }
        return silence(thrown.getClass().getSimpleName());
    }
}
