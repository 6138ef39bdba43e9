package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;

/**
 * A step of the server's clock, which was set, or stood still while the machine slept. It is no time that anybody was
 * silent.
 *
 * @param by how far it went, negative when it was put back
 * @param now what it says since
 */
record ClockStep(Duration by, Instant now) {
    /** The moment as it would have been noted, had the clock said so before. */
    Instant of(Instant moment) {
        if (by.isNegative()) {
            return moment.isAfter(now) ? moment.plus(by) : moment; // noted since
        }
        Instant moved = moment.equals(Instant.MIN) ? moment : moment.plus(by);
        return moved.isAfter(now) ? now : moved;
    }
}
