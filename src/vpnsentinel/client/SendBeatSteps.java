package vpnsentinel.client;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.Registry;
import vpnsentinel.engine.Step;
import vpnsentinel.wire.BeatAnswer;

/** The client's steps of a beat: an authenticated question to the server, how it sees this client. */
public final class SendBeatSteps {
    private static final int OK = 200;
    /** Boolean: whether a beat goes out now. */
    private static final String BEAT_DUE = "beat-due";

    private final Beats beats;
    private final ClientIdentity identity;
    private final String key;

    public SendBeatSteps(ClientState client, ClientIdentity identity, String key) {
        this.beats = client.beats();
        this.identity = identity;
        this.key = key;
    }

    public void bind(Registry registry) {
        Step.quick("is-beat-due", "", "", exchange -> exchange.setProperty(BEAT_DUE, beats.begin()))
                .leaving(BEAT_DUE)
                .in(registry);
        Step.quick("write-beat", "", "no body; headers X-API-Key, X-Client-Id, X-Boot", this::write)
                .in(registry);
        Step.quick("take-beat", "JSON in the body, UTF-8; header CamelHttpResponseCode", "", this::take)
                .in(registry);
        Step.quick("note-lost-beat", "", "", exchange -> beats.lost()).in(registry);
    }

    private void write(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setBody(null);
        headers(identity, key).forEach(message::setHeader);
    }

    /** What the server wants to know of who beats. */
    static Map<String, String> headers(ClientIdentity identity, String key) {
        return Map.of("X-API-Key", key, "X-Client-Id", identity.id(), "X-Boot", identity.boot());
    }

    private void take(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, OK, Integer.class);
        byte[] body = message.getBody(byte[].class);
        if (status == OK) {
            beats.answered(BeatAnswer.read(body == null ? new byte[0] : body));
        } else {
            beats.refused(status);
        }
    }
}
