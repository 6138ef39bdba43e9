package vpnsentinel.alert;

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
}
