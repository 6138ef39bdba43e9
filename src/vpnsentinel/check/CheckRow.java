package vpnsentinel.check;

import java.time.Duration;
import java.util.Optional;

/**
 * One line of the report.
 *
 * @param what what was checked
 * @param outcome how it ended
 * @param result what was seen, a few words
 * @param took how long it took, empty when nobody was asked
 * @param hint what to do about it, may be empty
 */
public record CheckRow(String what, CheckOutcome outcome, String result, Optional<Duration> took, String hint) {
    /** A line about something that was only looked at. */
    public static CheckRow of(String what, CheckOutcome outcome, String result, String hint) {
        return new CheckRow(what, outcome, result, Optional.empty(), hint);
    }

    /** The same line with the time that it took. */
    public CheckRow took(Duration time) {
        return new CheckRow(what, outcome, result, Optional.of(time), hint);
    }
}
