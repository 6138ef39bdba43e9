package vpnsentinel.call;

import java.time.Duration;
import java.util.Optional;

/** How long a server asks to be left alone; only the form in seconds is understood (RFC 9110 §10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    public static Optional<Duration> seconds(String text) {
        String digits = text.strip();
        return digits.matches("\\d{1,9}") ? Optional.of(Duration.ofSeconds(Long.parseLong(digits))) : Optional.empty();
    }
}
