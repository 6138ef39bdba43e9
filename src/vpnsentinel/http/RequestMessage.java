package vpnsentinel.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.util.CollectionHelper;

/** A request as the message that a route gets: its headers and parameters are the message's headers, as Camel has it. */
public final class RequestMessage {
    /** The exchange property that tells where the request came from: a {@link vpnsentinel.access.Caller}. */
    public static final String CALLER = "caller";

    private RequestMessage() {}

    /** What the head of the request says. */
    static void head(Exchange exchange, HttpServerRequest request, HeaderFilterStrategy filter) {
        Map<String, Object> headers = exchange.getIn().getHeaders();
        add(headers, request.headers(), filter, exchange);
        headers.put(Exchange.HTTP_METHOD, request.method().name());
        headers.put(Exchange.HTTP_PATH, request.path());
        headers.put(Exchange.HTTP_URI, request.uri());
        if (request.query() != null) {
            headers.put(Exchange.HTTP_QUERY, request.query());
        }
    }

    /** What its address says; the path has the last word, since it is by the path that the route was found. */
    static void parameters(
            Exchange exchange, MultiMap query, Map<String, String> pathParameters, HeaderFilterStrategy filter) {
        Map<String, Object> headers = exchange.getIn().getHeaders();
        add(headers, query, filter, exchange);
        headers.putAll(pathParameters);
    }

    private static void add(
            Map<String, Object> headers, MultiMap more, HeaderFilterStrategy filter, Exchange exchange) {
        for (Map.Entry<String, String> each : more) {
            if (!filter.applyFilterToExternalHeaders(each.getKey(), each.getValue(), exchange)) {
                CollectionHelper.appendEntry(headers, each.getKey(), each.getValue());
            }
        }
    }
}
