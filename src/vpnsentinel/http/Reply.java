package vpnsentinel.http;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Turns a request's message into an answer: what the request carried goes, so that none of it is sent back. */
public final class Reply {
    /** The exchange property of an answer that is the same for all who ask the same. */
    public static final String FOR_ALL = "for-all";

    private Reply() {}

    /** The answer is the same for all who ask the same, so that it may be made once for many. */
    public static void forAll(Exchange exchange) {
        exchange.setProperty(FOR_ALL, true);
    }

    static boolean isForAll(Exchange exchange) {
        return exchange.getProperty(FOR_ALL) != null;
    }

    /** An answer of the given kind that nobody keeps and no browser guesses at. */
    public static void with(Exchange exchange, int status, String contentType, Object body) {
        Message message = exchange.getMessage();
        bare(message, status, contentType);
        message.setHeader("Cache-Control", "no-store");
        message.setBody(body);
    }

    /** An answer whose body the route writes as JSON. */
    public static void json(Exchange exchange, int status, Object body) {
        with(exchange, status, "application/json", body);
    }

    /** An answer that says in one sentence what is wrong with the request. */
    public static void error(Exchange exchange, int status, String error) {
        json(exchange, status, Map.of("error", error));
    }

    /** Leaves the body, and nothing of the request's headers. */
    public static void bare(Message message, int status, String contentType) {
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("X-Content-Type-Options", "nosniff");
    }
}
