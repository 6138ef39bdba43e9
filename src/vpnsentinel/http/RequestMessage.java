package vpnsentinel.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultMessage;
import org.apache.camel.util.CollectionHelper;
import org.jspecify.annotations.Nullable;

/**
 * A request as the message that a route gets: its headers and parameters are the message's headers, as Camel has it. They
 * are made when somebody first asks for them, which few routes do: Camel copies a message at the end of each route.
 */
public final class RequestMessage extends DefaultMessage {
    /** The exchange property that tells where the request came from: a {@link vpnsentinel.access.Caller}. */
    public static final String CALLER = "caller";

    private @Nullable Head unread;

    /** What the head of the request and its address say. */
    record Head(
            HttpServerRequest request,
            MultiMap query,
            Map<String, String> pathParameters,
            HeaderFilterStrategy filter) {}

    private RequestMessage(CamelContext context) {
        super(context);
    }

    RequestMessage(Exchange exchange, Head head) {
        super(exchange);
        this.unread = head;
    }

    @Override
    public DefaultMessage newInstance() {
        return new RequestMessage(getCamelContext());
    }

    @Override
    public void copyFromWithNewBody(Message that, Object body) {
        if (hasPopulatedHeaders() || !(that instanceof RequestMessage other) || other.unread == null) {
            super.copyFromWithNewBody(that, body);
            return;
        }
        unread = other.unread;
        if (that.hasMessageId()) {
            setMessageId(that.getMessageId());
        }
        setBody(body);
    }

    /** Removing what nobody has asked for makes nothing. */
    @Override
    public boolean removeHeaders(String pattern) {
        if (unread == null || !pattern.equals("*")) {
            return super.removeHeaders(pattern);
        }
        unread = null;
        return true;
    }

    @Override
    protected boolean isPopulateHeadersSupported() {
        return unread != null;
    }

    @Override
    protected void populateInitialHeaders(Map<String, Object> headers) {
        Head head = unread;
        unread = null;
        if (head != null) {
            fill(headers, head);
        }
    }

    /** The path has the last word, since it is by the path that the route was found. */
    private void fill(Map<String, Object> headers, Head head) {
        HttpServerRequest request = head.request();
        add(headers, request.headers(), head.filter());
        headers.put(Exchange.HTTP_METHOD, request.method().name());
        headers.put(Exchange.HTTP_PATH, request.path());
        headers.put(Exchange.HTTP_URI, request.uri());
        if (request.query() != null) {
            headers.put(Exchange.HTTP_QUERY, request.query());
        }
        add(headers, head.query(), head.filter());
        headers.putAll(head.pathParameters());
    }

    private void add(Map<String, Object> headers, MultiMap more, HeaderFilterStrategy filter) {
        for (Map.Entry<String, String> each : more) {
            if (!filter.applyFilterToExternalHeaders(each.getKey(), each.getValue(), getExchange())) {
                CollectionHelper.appendEntry(headers, each.getKey(), each.getValue());
            }
        }
    }
}
