package vpnsentinel.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A point in time as people and machines read it.
 *
 * @param iso for {@code <time datetime>}: {@code 2026-11-22T08:30:15Z}
 * @param clock in the configured zone, with the date unless it is today: {@code 09:30:15}, {@code 21 Nov 09:30:15}
 * @param ago how long ago, in words: {@code 12 s ago}
 */
public record Moment(String iso, String clock, String ago) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH);

    static Moment of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime then = at.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        DateTimeFormatter format = then.toLocalDate().equals(today.toLocalDate())
                ? TODAY
                : then.getYear() == today.getYear() ? THIS_YEAR : EARLIER;
        Duration age = Duration.between(at, now);
        return new Moment(at.toString(), format.format(then), age.toSeconds() < 1 ? "just now" : words(age) + " ago");
    }

    /** A length of time in its one or two largest units: {@code 12 s}, {@code 5 min}, {@code 3 h 12 min}, {@code 2 d 4 h}. */
    static String words(Duration length) {
        long seconds = Math.max(0, length.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        return seconds < 86_400
                ? two(seconds / 3600, "h", seconds % 3600 / 60, "min")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3600, "h");
    }

    private static String two(long large, String unit, long small, String part) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + part);
    }
}
