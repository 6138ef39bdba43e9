package vpnsentinel.lookup;

import java.time.Duration;
import java.util.Optional;

/** An echo provider gave no usable answer. Its message is one clause for people. */
public final class EchoFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<Duration> retryAfter;

    /**
     * A failure.
     *
     * @param status the HTTP status, 0 when no answer came
     * @param why one clause for people: {@code HTTP 429}
     * @param retryAfter how long the provider asks to be left alone, where it says so
     */
    public EchoFailure(int status, String why, Optional<Duration> retryAfter) {
        super(why, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** The HTTP status, 0 when no answer came. */
    public int status() {
        return status;
    }

    /** How long the provider asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
