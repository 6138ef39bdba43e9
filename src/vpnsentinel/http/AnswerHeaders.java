package vpnsentinel.http;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Which headers of a message become headers of an answer: the usual ones, and how long the answer may be kept. */
final class AnswerHeaders extends HttpHeaderFilterStrategy {
    AnswerHeaders() {
        getOutFilter().remove("cache-control"); // taken for a hop's own by default
    }
}
