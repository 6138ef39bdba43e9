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

    /** Send it to the room itself: its topic is gone or closed. */
    record ToRoom(Chat room) implements Remedy {}

    /** Give this message up: its text is refused in whatever form. */
    record Over() implements Remedy {}

    /** Give this answer up: nobody waits for it any more. */
    record TooLate() implements Remedy {}

    /** Give this message up; nothing can reach the chat until a person acts. */
    record ChatBroken() implements Remedy {}

    /** What Telegram says when nothing can reach a chat until a person acts. */
    List<String> BROKEN = List.of(
            "chat not found",
            "message thread not found",
            "topic_closed",
            "topic_deleted",
            "chat_write_forbidden",
            "bot is not a member",
            "was upgraded to a supergroup",
            "peer_id_invalid",
            "not enough rights to send",
            "need administrator rights",
            "have no rights to send");

    /** What it says when a topic takes no messages. */
    List<String> TOPIC = List.of("message thread not found", "topic_closed", "topic_deleted");

    /** So long somebody waits for an answer. */
    Duration WANTED = Duration.ofMinutes(2);
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

    /**
     * The same for an answer, which goes to wherever somebody asked, and is wanted soon.
     *
     * @param age how long ago it was asked for
     */
    static Remedy ofAnswer(TelegramFailure failure, Chat chat, int attempt, boolean plain, Duration age) {
        String says = failure.description().toLowerCase(Locale.ROOT);
        boolean topic = TOPIC.stream().anyMatch(says::contains);
        if (failure.code() == 400 && topic && chat.topic().isPresent()) {
            return new ToRoom(new Chat(chat.room()));
        }
        Remedy remedy = of(failure, chat, attempt, plain);
        return remedy instanceof Again && age.compareTo(WANTED) > 0 ? new TooLate() : remedy;
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
