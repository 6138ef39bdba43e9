package vpnsentinel.alert;

import java.util.List;

/**
 * A chat that gets messages, as the user wrote it.
 *
 * @param id {@code 4711}, {@code -100123}, {@code @channel}, or {@code -100123:45} for topic 45 of a group
 */
public record Chat(String id) {
    /** The chats that a setting names. */
    public static List<Chat> all(List<String> ids) {
        return ids.stream().map(Chat::new).distinct().toList();
    }

    /** The chat without its topic, which is how Telegram names the origin of a command. */
    public String room() {
        int topic = id.indexOf(':');
        return topic < 0 ? id : id.substring(0, topic);
    }

    @Override
    public String toString() {
        return id;
    }
}
