package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a client was last heard from, and when it is to be heard from again. Pure.
 *
 * @param seen its last sign of life
 * @param reported its last keepalive; beats alone prove no VPN
 * @param interval the announced time between two keepalives, empty when it announces none
 * @param beat the time between two beats, empty when none arrive
 * @param stopped whether it announced its end
 * @param followsName whether it calls this server by a name
 */
record LastSign(
        Instant seen,
        Instant reported,
        Optional<Duration> interval,
        Optional<Duration> beat,
        boolean stopped,
        boolean followsName) {
    /** So long before its silence is due a client is missed. */
    private static final Duration MISSED = Duration.ofSeconds(20);

    /**
     * When its silence becomes news.
     *
     * @param moved when this server's own address was last seen to be another, empty when it never was
     */
    Instant silentAt(Silence silence, Optional<Instant> moved) {
        Instant due = dueAt(silence);
        return followsName && !stopped ? Silence.afterMove(due, seen, moved) : due;
    }

    private Instant dueAt(Silence silence) {
        Instant beatless = silence.dueAt(seen, interval, beat, stopped);
        Instant unproven = silence.dueAt(reported, interval, Optional.empty(), stopped);
        return beatless.isBefore(unproven) ? beatless : unproven;
    }

    /** Whether its silence would be news already, had this server not moved. */
    boolean isExcused(Silence silence, Optional<Instant> moved) {
        return dueAt(silence).isBefore(silentAt(silence, moved));
    }

    /** Whether it will be silent soon, and a move of this server that nobody noticed yet might explain that. */
    boolean isMissed(Instant now, Silence silence, Optional<Instant> moved) {
        return followsName
                && !stopped
                && !now.isBefore(dueAt(silence).minus(MISSED))
                && moved.filter(at -> !at.isBefore(seen)).isEmpty();
    }
}
