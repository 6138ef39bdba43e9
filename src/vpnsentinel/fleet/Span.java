package vpnsentinel.fleet;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** A length of time in its one or two largest units. One place, so that page and message agree. */
public final class Span {
    private Span() {}

    /** {@code 42 s}, {@code 3 min 20 s}, {@code 5 h 2 min}, {@code 2 d 4 h}; less than a second is {@code 0 s}. */
    public static String words(Duration span) {
        Duration whole = span.isNegative() ? Duration.ZERO : span;
        if (whole.toDays() > 0) {
            return two(whole.toDays(), "d", whole.toHoursPart(), "h");
        }
        if (whole.toHours() > 0) {
            return two(whole.toHours(), "h", whole.toMinutesPart(), "min");
        }
        return whole.toMinutes() > 0
                ? two(whole.toMinutes(), "min", whole.toSecondsPart(), "s")
                : whole.toSeconds() + " s";
    }

    /** The same for what is read again and again while it grows: from a minute on, seconds are left out. */
    public static String roughly(Duration span) {
        return words(span.toMinutes() > 0 ? span.truncatedTo(ChronoUnit.MINUTES) : span);
    }

    private static String two(long large, String unit, int small, String part) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + part);
    }
}
