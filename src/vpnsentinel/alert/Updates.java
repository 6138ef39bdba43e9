package vpnsentinel.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiConsumer;
import vpnsentinel.settings.Chat;

/**
 * Mends what getUpdates brings, before Camel's model drops what it has no place for: the topic in which something was written
 * becomes part of the chat's number, the chat's public name its title, and what is posted in a channel a message as any other
 * (Bot API: Update, Message).
 */
final class Updates {
    private Updates() {}

    /**
     * Mends the answer in place.
     *
     * @param moved is told which group became which supergroup
     */
    static void mend(JsonNode answer, BiConsumer<Chat, Chat> moved) {
        for (JsonNode update : answer.path("result")) {
            if (update instanceof ObjectNode fields) {
                if (!fields.has("message") && fields.has("channel_post")) {
                    fields.set("message", fields.remove("channel_post"));
                }
                origin(fields.path("message"), moved);
            }
        }
    }

    private static void origin(JsonNode message, BiConsumer<Chat, Chat> moved) {
        if (!(message.path("chat") instanceof ObjectNode chat)) {
            return;
        }
        Optional<Chat> room = Chat.parse(chat.path("id").asText());
        Chat.parse(message.path("migrate_to_chat_id").asText())
                .ifPresent(to -> room.ifPresent(from -> moved.accept(from, to)));
        Chat.parse(message.path("migrate_from_chat_id").asText())
                .ifPresent(from -> room.ifPresent(to -> moved.accept(from, to)));
        chat.put("title", chat.has("username") ? "@" + chat.path("username").asText() : "");
        // a thread that is no topic is a chain of replies, into which a bot cannot write
        if (message.path("is_topic_message").asBoolean()) {
            room.ifPresent(at -> chat.put(
                    "id",
                    new Chat(
                                    at.room(),
                                    Optional.of(
                                            message.path("message_thread_id").asLong()))
                            .toString()));
        }
    }
}
