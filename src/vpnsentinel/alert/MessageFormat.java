package vpnsentinel.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** The JSON in which a message is kept while it is on its way. */
final class MessageFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageFormat() {}

    static String write(Message message) {
        ObjectNode root = JSON.createObjectNode()
                .put("html", message.html())
                .put("plain", message.plain())
                .put("quiet", message.quiet())
                .put("urgent", message.urgent())
                .put("answer", message.answer());
        message.brief()
                .ifPresent(brief -> root.putObject("brief")
                        .put("client", brief.client())
                        .put("status", brief.status())
                        .put("headline", brief.headline()));
        return root.toString();
    }

    /** The message; one that cannot be read says so in its own place. */
    static Message read(String text, Instant writtenAt) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode brief = root.path("brief");
            return new Message(
                    root.path("html").asText(),
                    root.path("plain").asText(),
                    root.path("quiet").asBoolean(),
                    root.path("urgent").asBoolean(),
                    writtenAt,
                    brief.isMissingNode()
                            ? Optional.empty()
                            : Optional.of(new Brief(
                                    brief.path("client").asText(),
                                    brief.path("status").asText(),
                                    brief.path("headline").asText())),
                    root.path("answer").asBoolean());
        } catch (JsonProcessingException e) {
            return Message.of("", "A message was kept that cannot be read any more.", true, false, writtenAt);
        }
    }
}
