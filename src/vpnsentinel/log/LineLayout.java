package vpnsentinel.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One line for people: time, level, part, and what happened. */
public final class LineLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public String doLayout(ILoggingEvent event) {
        String cause = LogText.cause(event);
        return TIME.format(event.getInstant().atZone(ZoneId.systemDefault()))
                + String.format(Locale.ROOT, " %-5s %-9s ", event.getLevel(), LogPart.of(event.getLoggerName()))
                + LogText.message(event)
                + (cause.isEmpty() ? "" : " | " + cause)
                + '\n';
    }
}
