package vpnsentinel.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the API spells a moment: UTC with microseconds and a colon in the offset, as Python's {@code isoformat} does. */
public final class ServerTime {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

    private static volatile Second latest = Second.of(Instant.EPOCH);

    /** A whole second and its text, which all its moments share. */
    private record Second(long epoch, String text) {
        static Second of(Instant moment) {
            return new Second(moment.getEpochSecond(), SECOND.format(moment));
        }
    }

    private ServerTime() {}

    /** The moment as text: {@code 2026-11-22T08:30:15.695484+00:00}. */
    public static String of(Instant moment) {
        Second second = latest;
        if (second.epoch != moment.getEpochSecond()) {
            second = Second.of(moment);
            latest = second;
        }
        String micros = Integer.toString(1_000_000 + moment.getNano() / 1_000).substring(1);
        return second.text + micros + "+00:00";
    }
}
