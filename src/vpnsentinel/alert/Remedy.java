package vpnsentinel.alert;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import vpnsentinel.settings.Chat;

/** What to do about a message that was not taken. */
sealed interface Remedy {
    /** Try again later. */
    record Again(Duration in) implements Remedy {}

    /** The text is at fault: send it again in plain words. */
    record Plain() implements Remedy {}

    /** The chat has another number now: send it there. */
    record Moved(Chat to) implements Remedy {}

    /** Give this message up. */
    record Over() implements Remedy {}

    /** Give this message up; nothing can reach the chat until a person acts. */
    record ChatBroken() implements Remedy {}

    /** What Telegram says when nothing can reach a chat until a person acts. */
    List<String> BROKEN = List.of(
            "chat not found",
            "message thread not found",
            "topic_closed",
            "not enough rights to send",
            "need administrator rights",
            "have no rights to send");

    /** The longest pause between two attempts. */
    Duration LONGEST = Duration.ofMinutes(1);
    /** The pause while Telegram refuses the token: only a person can mend that. */
    Duration TOKEN = Duration.ofMinutes(5);

    /**
     * What to do.
     *
     * @param chat where it was sent
     * @param attempt how often it was tried, from 1
     * @param plain whether it was tried in plain words
     */
    static Remedy of(TelegramFailure failure, Chat chat, int attempt, boolean plain) {
        if (failure.movedTo().filter(to -> !to.equals(chat)).isPresent()) {
            return new Moved(failure.movedTo().get());
        }
        return switch (failure.code()) {
            case 429 -> new Again(failure.retryAfter().orElse(pause(attempt)));
            case 401, 404 -> new Again(TOKEN);
            case 403 -> new ChatBroken();
            case 400, 413 -> isBroken(failure) ? new ChatBroken() : plain ? new Over() : new Plain();
            default -> new Again(pause(attempt));
        };
    }

    private static boolean isBroken(TelegramFailure failure) {
        String says = failure.description().toLowerCase(Locale.ROOT);
        return BROKEN.stream().anyMatch(says::contains);
    }

    private static Duration pause(int attempt) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(attempt - 1, 10));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
