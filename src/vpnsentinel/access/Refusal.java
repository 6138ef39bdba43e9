package vpnsentinel.access;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a request is not let in.
 *
 * @param status the HTTP status to answer with
 * @param error the short text of the answer's body
 * @param message what to do about it
 * @param retryAfter when it is worth trying again, for a rate limit
 */
public record Refusal(int status, String error, String message, Optional<Duration> retryAfter) {
    static Refusal of(int status, String error, String message) {
        return new Refusal(status, error, message, Optional.empty());
    }

    /** More than the limit; worth trying again after that. */
    public static Refusal tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds()); // rounded down, it would be too early
        String message = "Too many requests; try again in " + seconds + " s";
        return new Refusal(429, "Rate limit exceeded", message, Optional.of(Duration.ofSeconds(seconds)));
    }
}
