package vpnsentinel.http;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Which headers get from a request into a message, and from a message into an answer: the usual ones; the key stays at the
 * door, where it has been looked at, so that no route can pass it on; how long an answer may be kept is said.
 */
final class HeaderRules extends HttpHeaderFilterStrategy {
    HeaderRules() {
        getInFilter().add("x-api-key");
        getOutFilter().remove("cache-control"); // taken for a hop's own by default
    }
}
