package vpnsentinel.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A message on its way to one chat.
 *
 * @param transition the change that it tells of, empty when it tells of none
 * @param chat where it goes
 * @param writtenAt when it was written
 * @param content what it says, in JSON of whoever wrote it
 * @param attempts how often it was tried in vain
 * @param inPlainWords whether its marked-up text was refused
 * @param triedAt since when nobody knows what became of an attempt, empty when there was none
 * @param dueAt not to be tried before, empty when it may be at once
 */
public record MessageRow(
        long id,
        Optional<Long> transition,
        String chat,
        Instant writtenAt,
        String content,
        int attempts,
        boolean inPlainWords,
        Optional<Instant> triedAt,
        Optional<Instant> dueAt) {
    /** A message that was not tried yet. */
    public static MessageRow fresh(long id, Optional<Long> transition, String chat, Instant now, String content) {
        return new MessageRow(id, transition, chat, now, content, 0, false, Optional.empty(), Optional.empty());
    }
}
