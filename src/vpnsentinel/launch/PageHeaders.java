package vpnsentinel.launch;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The headers of every page: it may load our own style sheet and pictures, run nothing, and stand in no frame. */
final class PageHeaders {
    /** Level 3 of the Content Security Policy. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private PageHeaders() {}

    /** Replaces what the request carried; keeps the status that a step has set. */
    static void set(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
        Reply.bare(message, status, "text/html; charset=utf-8");
        message.setHeader("Cache-Control", "no-store");
        message.setHeader("Content-Security-Policy", POLICY);
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("X-Frame-Options", "DENY");
        message.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        message.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
