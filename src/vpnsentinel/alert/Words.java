package vpnsentinel.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vpnsentinel.network.BoundedText;

/** How values are put for people: one line, of bounded length, in the configured zone. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ENGLISH);

    private Words() {}

    /** The text on one line, without control and direction characters, cut at a number of characters. */
    static String line(String text, int longest) {
        return BoundedText.line(text, longest);
    }

    /** {@code 2026-11-22 09:30:15 CET}. */
    static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    /** {@code 42 s}, {@code 3 min 20 s}, {@code 5 h 2 min}, {@code 2 d 4 h}; less than a second is {@code 0 s}. */
    static String span(Duration span) {
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

    private static String two(long big, String bigUnit, int small, String smallUnit) {
        return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
