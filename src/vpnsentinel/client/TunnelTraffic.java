package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.probe.Counters;

/**
 * Whether the tunnel carries what is sent into it. Packets that are sent for ten seconds while none is received are reason
 * to doubt, no more: some programs only send. The doubt makes the client ask others by itself, whose answers would have to
 * come out of the tunnel; when none does, the tunnel is stalled. An idle tunnel is never doubted.
 */
final class TunnelTraffic {
    /** What is known of it. */
    enum State {
        FLOWS,
        DOUBTED,
        STALLED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(5);
    /** Whoever only sends is not doubted again and again; an hour without doubt makes up for it. */
    private static final Duration FORGIVEN = Duration.ofHours(1);
    /** How long answers to our own questions may take. */
    private static final Duration PROOF = Duration.ofSeconds(5);
    /** The kernel itself sends a packet now and then (RFC 7559): what comes further apart is no conversation. */
    private static final Duration GAP = Duration.ofSeconds(10);
    /** Looks at which something had been sent. */
    private static final int LEAST = 5;

    private State state = State.FLOWS;
    private Optional<Counters> last = Optional.empty();
    private Duration patience = PATIENCE;
    private Instant doubtedAt = Instant.MIN;
    private Instant first = Instant.MIN;
    private Instant latest = Instant.MIN;
    private int sends;

    State state() {
        return state;
    }

    /** Takes what the tunnel carried so far; without counters nothing is known, and nothing is doubted. */
    void look(Optional<Counters> seen, Instant now) {
        Optional<Counters> before = last;
        last = seen;
        if (before.isEmpty()
                || seen.isEmpty()
                || seen.get().received() != before.get().received()) {
            flows();
            return;
        }
        if (seen.get().sent() > before.get().sent()) {
            sent(now);
        }
        judge(now);
    }

    private void flows() {
        if (state == State.DOUBTED && patience.compareTo(MOST_PATIENCE) < 0) {
            patience = patience.multipliedBy(2);
        }
        state = State.FLOWS;
        sends = 0;
    }

    private void sent(Instant now) {
        if (sends == 0 || latest.plus(GAP).isBefore(now)) {
            first = now;
            sends = 0;
        }
        latest = now;
        sends++;
    }

    private void judge(Instant now) {
        if (state == State.FLOWS && sends >= LEAST && !now.isBefore(first.plus(patience(now)))) {
            state = State.DOUBTED;
            doubtedAt = now;
        } else if (state == State.DOUBTED && !now.isBefore(doubtedAt.plus(PROOF)) && latest.isAfter(doubtedAt)) {
            state = State.STALLED;
            patience = PATIENCE;
        }
    }

    private Duration patience(Instant now) {
        if (doubtedAt.isBefore(now.minus(FORGIVEN))) {
            patience = PATIENCE;
        }
        return patience;
    }
}
