package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.settings.Settings;

/**
 * Says when the silence of a client is news. Pure.
 *
 * @param threshold for a client that announces nothing, and for one that stopped in order
 * @param minimum the least for every client, zero unless the user set the threshold
 */
record Silence(Duration threshold, Duration minimum) {
    private static final int MISSED_KEEPALIVES = 3;
    private static final int MISSED_BEATS = 6;
    private static final Duration GRACE = Duration.ofSeconds(30);
    /** A move of this server explains a silence that is due so soon after it. */
    private static final Duration EXPLAINED = Duration.ofSeconds(60);
    /** And is given so long for its name to follow. */
    private static final Duration TO_FOLLOW = Duration.ofMinutes(2);

    static Silence of(Settings settings) {
        Duration threshold = settings.duration("silence.alert-threshold");
        return new Silence(threshold, settings.isGiven("silence.alert-threshold") ? threshold : Duration.ZERO);
    }

    /**
     * When the silence after the last sign of life becomes news.
     *
     * @param beat the time between two beats, empty for a client that sends none
     */
    Instant dueAt(Instant lastSeen, Optional<Duration> announcedInterval, Optional<Duration> beat, boolean stopped) {
        Duration wait = stopped || announcedInterval.isEmpty()
                ? threshold
                : beat.map(time -> time.multipliedBy(MISSED_BEATS))
                        .orElseGet(() -> announcedInterval
                                .get()
                                .multipliedBy(MISSED_KEEPALIVES)
                                .plus(GRACE));
        return lastSeen.plus(wait.compareTo(minimum) < 0 ? minimum : wait);
    }

    /**
     * When the silence of a client becomes news that calls this server by a name, which follows its address a while later.
     *
     * @param due when it would become news of any other client
     * @param moved when this server's own address was last seen to be another, empty when it never was
     */
    static Instant afterMove(Instant due, Instant lastSeen, Optional<Instant> moved) {
        return moved.filter(at -> !at.isBefore(lastSeen) && due.isBefore(at.plus(EXPLAINED)))
                .map(at -> at.plus(TO_FOLLOW))
                .filter(due::isBefore)
                .orElse(due);
    }
}
