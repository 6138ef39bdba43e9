package vpnsentinel.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import vpnsentinel.fleet.Span;

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
        return new Moment(
                at.toString(), format.format(then), age.toSeconds() < 1 ? "just now" : Span.roughly(age) + " ago");
    }
}
