package vpnsentinel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * What a client takes from the server's answer to a keepalive.
 *
 * @param verdict the colour that the server gave, empty from the Python server
 * @param probeNow whether the server asks for another round at once, by all sources
 */
public record KeepaliveAnswer(Optional<String> verdict, boolean probeNow) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answer in the body; an unreadable one says nothing. */
    public static KeepaliveAnswer read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            Optional<String> verdict =
                    Optional.of(root.path("verdict").asText("")).filter(v -> !v.isEmpty());
            return new KeepaliveAnswer(verdict, root.path("probe").asText().equals("now"));
        } catch (IOException e) {
            return new KeepaliveAnswer(Optional.empty(), false);
        }
    }
}
