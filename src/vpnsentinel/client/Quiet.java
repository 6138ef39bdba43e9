package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Appointment;

/**
 * Spares third parties while the server says red and nothing changes around the client: they could only see its line once
 * more. Thread-safe.
 */
final class Quiet {
    /** A firewall may have mended the line, which changes nothing that can be seen from here: now and then all are asked. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final boolean wanted;
    private final NetworkWatch watch;
    private final BeatSchedule beats;
    private volatile Optional<Exposed> exposed = Optional.empty();
    private volatile Appointment end = Appointment.NOW;

    /** What the world looked like when the server said red. */
    private record Exposed(int changes, Optional<Address> seenFrom) {}

    /**
     * Nothing is known of a verdict yet.
     *
     * @param wanted whether the user wants it at all
     */
    Quiet(boolean wanted, NetworkWatch watch, BeatSchedule beats) {
        this.wanted = wanted;
        this.watch = watch;
        this.beats = beats;
    }

    boolean isQuiet() {
        Exposed now = new Exposed(watch.changes(), beats.address());
        return wanted && exposed.filter(now::equals).isPresent();
    }

    /** Whether nobody was asked for so long that all are to be. */
    boolean lastsTooLong(Instant now) {
        return end.isDue(now);
    }

    /** Others are asked now: whatever quiet follows may last as long again. */
    void restart(Instant now) {
        end = Appointment.in(LONGEST, now);
    }

    /** Takes the server's verdict on a round. */
    void judged(Round round, boolean red) {
        if (!red) {
            exposed = Optional.empty();
        } else if (round.probes()) {
            exposed = Optional.of(new Exposed(round.start().changes(), beats.address()));
        }
    }
}
