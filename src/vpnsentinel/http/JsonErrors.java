package vpnsentinel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import vpnsentinel.access.Refusal;
import vpnsentinel.settings.Secrets;

/** The body of a refused request: {@code {"error": …, "message": …}}. */
public final class JsonErrors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonErrors() {}

    public static byte[] body(String error, String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", error);
        if (!message.isEmpty()) {
            fields.put("message", message);
        }
        return bytes(fields);
    }

    public static byte[] body(Refusal refusal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", refusal.error());
        if (!refusal.message().isEmpty()) {
            fields.put("message", refusal.message());
        }
        refusal.retryAfter().ifPresent(wait -> fields.put("retry_after", wait.toSeconds()));
        return bytes(fields);
    }

    public static byte[] bytes(Object value) {
        try {
            return Secrets.hide(JSON.writeValueAsString(value)).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getSimpleName() + " as JSON", e);
        }
    }

    public static void answer(HttpServerResponse response, int status, String error) {
        answer(response, status, body(error, ""));
    }

    static void answer(HttpServerResponse response, int status, byte[] body) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(io.vertx.core.buffer.Buffer.buffer(body));
        }
    }
}
