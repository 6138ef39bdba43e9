package vpnsentinel.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.settings.Chat;
import vpnsentinel.store.MessageRow;

/**
 * Messages on their way: each chat gets its own in order, and each until Telegram takes it or a person has to act.
 * Implementations are thread-safe; one thread at a time sends.
 */
interface Outbox {
    /** Puts a message on its way to each chat, and waits until it is kept. */
    void add(Message message, List<Chat> chats);

    /**
     * The rows of a message, one for each chat, for whoever keeps them together with something else.
     *
     * @param transition the change that it tells of
     */
    List<MessageRow> rows(Message message, List<Chat> chats, Optional<Long> transition);

    /**
     * Puts these rows on their way.
     *
     * @param kept whether they are in the store already
     */
    void take(List<MessageRow> rows, boolean kept);

    /** The message that is due; asked again, it is the same one until it is reported. Chats take turns. */
    Optional<OutboxEntry> next(Instant now);

    /** The message is about to be sent: if nothing is heard of that, it may have arrived. */
    void trying(OutboxEntry parcel, Instant now);

    /** Telegram took the message. */
    void sent(OutboxEntry parcel, Instant now);

    /** Telegram did not take the message; what follows depends on what it said. */
    void failed(OutboxEntry parcel, TelegramFailure failure, Instant now);

    /** The group has another number now. */
    void moved(Chat from, Chat to, Instant now);

    /** How many messages are on their way. */
    int waiting();

    /** Where a configured chat is now: another number once its group became a supergroup. */
    Chat reachedAt(Chat chat);

    /** The chats that nothing reaches until a person acts, with what Telegram says. */
    Map<Chat, TelegramState.Failing> broken();
}
