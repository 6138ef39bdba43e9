package vpnsentinel.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often a trouble that lasts is worth a line: once when it begins, then hourly, and when it is over. One that comes
 * back within minutes is the same. Thread-safe.
 */
public final class LastingTrouble {
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration CALM = Duration.ofMinutes(10);

    private Instant began = Instant.MIN;
    private Instant ended = Instant.MIN;
    private Instant told = Instant.MIN;
    private boolean there;
    private boolean announced;

    /** It is there now; says whether that is worth a line. */
    public synchronized boolean isNews(Instant now) {
        boolean fresh = !there && (ended.equals(Instant.MIN) || !now.isBefore(ended.plus(CALM)));
        if (fresh) {
            began = now;
        }
        there = true;
        boolean news = fresh || now.isBefore(told) || !now.isBefore(told.plus(AGAIN));
        if (news) {
            told = now;
            announced = true;
        }
        return news;
    }

    /** It is not there; how long it lasted, where its end is worth a line. */
    public synchronized Optional<Duration> over(Instant now) {
        if (there) {
            ended = now;
        }
        there = false;
        Optional<Duration> lasted = Optional.of(Duration.between(began, now)).filter(ignored -> announced);
        announced = false;
        return lasted;
    }
}
