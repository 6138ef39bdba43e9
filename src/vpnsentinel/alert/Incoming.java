package vpnsentinel.alert;

import java.util.Optional;
import vpnsentinel.settings.Chat;

/**
 * A message that somebody sent to the bot.
 *
 * @param chat where it was written, the topic of a group included; by number, as Telegram says it
 * @param name the chat's public name with its {@code @}, where it has one
 * @param id the message's number within the chat
 * @param text what was written
 */
record Incoming(Chat chat, Optional<String> name, long id, String text) {
    /** Whether it was written in that room, whatever the topic, by whichever of its names the room is called. */
    boolean isIn(Chat configured) {
        return configured.room().equals(chat.room())
                || name.filter(configured.room()::equalsIgnoreCase).isPresent();
    }
}
