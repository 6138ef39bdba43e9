package vpnsentinel.dashboard;

import java.util.Map;

/** The headers of every page: it may load our own style sheet and pictures, run nothing, and stand in no frame. */
final class PageHeaders {
    /** Level 3 of the Content Security Policy. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** Of what a person reads. */
    static final Map<String, String> OF_PAGE = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", POLICY,
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

    /** Of what a page loads: a page renews itself every few seconds, its style sheet need not. */
    static final Map<String, String> OF_FILE = Map.of(
            "Cache-Control", "private, max-age=60",
            "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");

    private PageHeaders() {}
}
