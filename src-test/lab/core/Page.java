package lab.core;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of a web service.
 *
 * @param type its content type
 * @param headers those beside the content type
 */
record Page(int status, String type, String body, Map<String, String> headers) {
    private static final String PORTAL = """
            <!doctype html><html><head><title>Welcome</title></head>
            <body><form action="/login"><p>Please log in to use this network.</p></form></body></html>
            """;

    Page {
        headers = Map.copyOf(headers);
    }

    static Page text(String body) {
        return new Page(200, "text/plain; charset=utf-8", body, Map.of());
    }

    static Page json(String body) {
        return new Page(200, "application/json; charset=utf-8", body, Map.of());
    }

    /** An error without a form of its own. */
    static Page failure(int status) {
        String body = switch (status) {
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            default -> "Internal Server Error";
        };
        return new Page(status, "text/plain; charset=utf-8", body, Map.of());
    }

    /** The login page of somebody else's network. */
    static Page portal() {
        return new Page(200, "text/html; charset=utf-8", PORTAL, Map.of());
    }

    /** The same page with bytes that no service sends. */
    Page garbled() {
        return new Page(200, type, "{\"ip\": \"<\u0001 ]]", headers);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
