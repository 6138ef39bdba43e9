package vpnsentinel.network;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment to come, by a clock that may be set: when it is set back to before the appointment was made, the moment is now.
 *
 * @param made when the appointment was made
 * @param at the moment
 */
public record Appointment(Instant made, Instant at) {
    /** One that is due. */
    public static final Appointment NOW = new Appointment(Instant.MIN, Instant.MIN);

    /** The moment after that time. */
    public static Appointment in(Duration time, Instant now) {
        return new Appointment(now, now.plus(time));
    }

    /** Whether the moment has come. */
    public boolean isDue(Instant now) {
        return !now.isBefore(at) || now.isBefore(made);
    }
}
