package vpnsentinel.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Telegram chat that gets messages.
 *
 * @param room {@code 4711}, {@code -100123}, or {@code @channel}: how Telegram names the origin of a command
 * @param topic the topic within a group, where messages go to one
 */
public record Chat(String room, Optional<Long> topic) {
    private static final Pattern TEXT = Pattern.compile("(-?\\d+)(?::(\\d{1,18}))?|@\\w+");

    public Chat {
        if (!room.matches("-?\\d+|@\\w+")) {
            throw new IllegalArgumentException("chat '" + room + "', expected a number or a channel's name");
        }
    }

    /** The chat itself, whatever its topics. */
    public Chat(String room) {
        this(room, Optional.empty());
    }

    /** The chat that the text spells, {@code -100123:45} for topic 45 of a group; empty when it spells none. */
    public static Optional<Chat> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        Optional<Long> topic = Optional.ofNullable(match.group(2)).map(Long::valueOf);
        return Optional.of(new Chat(Optional.ofNullable(match.group(1)).orElse(text), topic));
    }

    /** As the setting spells it. */
    @Override
    public String toString() {
        return room + topic.map(number -> ":" + number).orElse("");
    }
}
