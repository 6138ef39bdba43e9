package vpnsentinel.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the API spells a moment: UTC with microseconds and a colon in the offset, as Python's {@code isoformat} does. */
public final class ServerTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private ServerTime() {}

    /** The moment as text: {@code 2026-11-22T08:30:15.695484+00:00}. */
    public static String of(Instant moment) {
        return FORMAT.format(moment);
    }
}
