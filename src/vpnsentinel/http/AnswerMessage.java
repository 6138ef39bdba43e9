package vpnsentinel.http;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.support.http.HttpUtil;

/** The message that a route leaves, as an answer; what a hop of the request said for itself is not said back. */
final class AnswerMessage {
    private static final byte[] NOTHING = {};
    private static final Pattern PARAMETER = Pattern.compile("\\{([^/}]+)}");

    private final HeaderFilterStrategy filter;
    private final Set<String> pathParameters;

    AnswerMessage(PlatformHttpEndpoint endpoint) {
        this.filter = endpoint.getHeaderFilterStrategy();
        this.pathParameters = PARAMETER
                .matcher(endpoint.getPath())
                .results()
                .map((MatchResult each) -> each.group(1))
                .collect(Collectors.toSet());
    }

    /**
     * Writes status, headers, and body.
     *
     * @throws InvalidPayloadException when the body is nothing that can be sent
     */
    void write(Exchange exchange, HttpServerResponse response) throws InvalidPayloadException {
        if (response.ended() || response.closed()) {
            return;
        }
        Message answer = exchange.getMessage();
        Buffer body = Buffer.buffer(bytes(answer));
        response.setStatusCode(HttpUtil.determineResponseCode(exchange, answer.getBody()));
        headers(exchange, response.headers());
        response.end(body);
    }

    /**
     * The same answer, to be sent to many; the message keeps it as bytes.
     *
     * @throws InvalidPayloadException when the body is nothing that can be sent
     */
    SharedAnswers.Ready ready(Exchange exchange) throws InvalidPayloadException {
        Message answer = exchange.getMessage();
        int status = HttpUtil.determineResponseCode(exchange, answer.getBody());
        byte[] body = bytes(answer);
        answer.setBody(body);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers(exchange, headers);
        return new SharedAnswers.Ready(status, headers, Buffer.buffer(body));
    }

    private void headers(Exchange exchange, MultiMap headers) {
        Message answer = exchange.getMessage();
        answer.getHeaders().forEach((name, value) -> header(exchange, headers, name, value));
        if (answer.getHeader(Exchange.CONTENT_TYPE) instanceof String type) {
            headers.set(Exchange.CONTENT_TYPE, type); // the filter keeps it back as a hop's own
        }
    }

    private void header(Exchange exchange, MultiMap headers, String name, Object value) {
        if (!pathParameters.contains(name)) {
            HttpUtil.applyHeader(
                    filter,
                    exchange,
                    ObjectHelper.createIterator(value, null, true),
                    exchange.getContext().getTypeConverter(),
                    name,
                    (values, first) -> {
                        if (values != null) {
                            headers.set(name, values);
                        } else if (first != null) {
                            headers.set(name, first);
                        }
                    });
        }
    }

    private static byte[] bytes(Message answer) throws InvalidPayloadException {
        Object body = answer.getBody();
        if (body == null) {
            return NOTHING;
        }
        return body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : answer.getMandatoryBody(byte[].class);
    }
}
