package vpnsentinel.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import vpnsentinel.fleet.ColouredFinding;
import vpnsentinel.fleet.Fleet;

/** The JSON of the answer to a keepalive: what the Python server says, the verdict, its reasons, an order to look again, and a wish for another rhythm. */
public final class KeepaliveReply {
    private static final JsonFactory JSON = new JsonFactory();

    private KeepaliveReply() {}

    public static byte[] bytes(String message, Instant now, Fleet.Recorded outcome) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("status", "ok");
            json.writeStringField("message", message);
            json.writeStringField("server_time", ServerTime.of(now));
            json.writeStringField("verdict", outcome.colour().word());
            json.writeArrayFieldStart("reasons");
            for (ColouredFinding each : outcome.findings()) {
                json.writeString(each.finding().id());
            }
            json.writeEndArray();
            if (outcome.secondLook()) {
                json.writeStringField("probe", "now");
            } else {
                json.writeNullField("probe");
            }
            if (outcome.rhythm().isPresent()) {
                json.writeNumberField("interval_s", outcome.rhythm().get().toSeconds());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
