package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.network.Appointment;

/**
 * Says when a client is to end because its network is gone: a container that shared the network of another one keeps what is
 * left of it when the other is restarted, and only a start puts it into the new one. Pure but for what it was shown.
 * Thread-safe.
 */
final class LostNetwork {
    private final Duration patience;
    private boolean hadNetwork;
    private Optional<Appointment> end = Optional.empty();

    /** @param patience how long a network may be gone; zero: for ever */
    LostNetwork(Duration patience) {
        this.patience = patience;
    }

    /** What is to be done about it. */
    enum Step {
        NOTHING,
        /** It is gone now, and there is an end to waiting for it. */
        BEGIN_TO_WAIT,
        /** It was waited for long enough. */
        END
    }

    /**
     * Takes whether only the loopback is left. Who never had a network waits for none: to start again would change nothing.
     */
    synchronized Step see(boolean onlyLoopback, Instant now) {
        if (!onlyLoopback) {
            hadNetwork = true;
            end = Optional.empty();
            return Step.NOTHING;
        }
        if (!hadNetwork || patience.isZero()) {
            return Step.NOTHING;
        }
        if (end.isEmpty()) {
            end = Optional.of(Appointment.in(patience, now));
            return Step.BEGIN_TO_WAIT;
        }
        return end.get().isDue(now) ? Step.END : Step.NOTHING;
    }
}
