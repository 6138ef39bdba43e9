package bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import vpnsentinel.wire.KeepaliveFormat;

/**
 * What the keepalive path is measured against: a bare Vert.x handler that reads the same JSON into the same record and
 * answers the same fields, but checks, judges, routes, and records nothing. One event loop, as the product's API.
 */
public final class RawServer {
    /** The environment variable with an answer of the product's server, the fields of which this one sends back. */
    static final String ANSWER = "BENCH_ANSWER";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectNode answer;
    private long count;

    private RawServer(String answer) throws JsonProcessingException {
        this.answer = (ObjectNode) json.readTree(answer);
    }

    /** Listens on the loopback port that the first word names. */
    public static void main(String[] words) throws JsonProcessingException {
        RawServer server = new RawServer(System.getenv(ANSWER));
        Vertx.vertx().createHttpServer().requestHandler(server::handle).listen(Integer.parseInt(words[0]), "127.0.0.1");
    }

    private void handle(HttpServerRequest request) {
        if (request.method() == HttpMethod.GET) {
            request.response().end(Long.toString(count));
            return;
        }
        request.body().onSuccess(body -> answer(request, body));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        KeepaliveFormat.read(body.getBytes());
        count++;
        answer.put("server_time", TIME.format(Instant.now()));
        try {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(json.writeValueAsBytes(answer)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
