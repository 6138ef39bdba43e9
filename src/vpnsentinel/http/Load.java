package vpnsentinel.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/** How many answers are being made for one component of a listener, and how many may be. Thread-safe. */
final class Load {
    private final AtomicInteger making = new AtomicInteger();
    private final int most;

    Load(int most) {
        this.most = most;
    }

    /** One more, to be given back; no when there are too many. */
    boolean take() {
        if (making.incrementAndGet() <= most) {
            return true;
        }
        making.decrementAndGet();
        return false;
    }

    void giveBack() {
        making.decrementAndGet();
    }

    /** Says that there is too much to do, and when to try again. */
    static void refuse(HttpServerResponse response) {
        JsonErrors.answer(response.putHeader("Retry-After", "1"), 503, "Too many requests at once");
    }
}
