package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How the last try to reach the server ended. */
sealed interface Delivery {
    /** Nothing was tried yet. */
    record Pending() implements Delivery {}

    /**
     * The server took the keepalive.
     *
     * @param at when
     * @param verdict the colour that it gave, empty from the Python server
     */
    record Delivered(Instant at, Optional<String> verdict) implements Delivery {}

    /**
     * The server did not take the keepalive.
     *
     * @param since when the failure was first seen
     * @param status the HTTP status, 0 when no answer came
     * @param reason why, a few words for people
     * @param retryAfter how long the server asks to be left alone
     */
    record Failed(Instant since, int status, String reason, Optional<Duration> retryAfter) implements Delivery {
        /** Whether another try with the same keepalive may end otherwise: not after a refusal of key, form, or place. */
        boolean mayPass() {
            return status == 0 || status == 408 || status == 429 || status >= 500;
        }

        /** Whether people would call it the same failure. */
        boolean isLike(Failed other) {
            return status == other.status && reason.equals(other.reason);
        }
    }
}
