package vpnsentinel.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Says in the server's own words why it refused a keepalive. */
public final class RefusalWords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RefusalWords() {}

    public static String of(int status, @Nullable String body) {
        if (status >= 300 && status < 400) {
            return "redirected: captive portal, or another address of the server?";
        }
        try {
            JsonNode answer = JSON.readTree(body == null ? "" : body);
            String error = answer.path("error").asText();
            String message = answer.path("message").asText();
            if (!error.isEmpty()) {
                return FailureWords.plain(message.isEmpty() ? error : error + ": " + message);
            }
        } catch (JsonProcessingException e) {
            return "HTTP " + status + " without a readable reason";
        }
        return "HTTP " + status;
    }
}
