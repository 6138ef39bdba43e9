package vpnsentinel.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.BoundedText;

/** What an event says, on one line. Nobody whose words are repeated in it can forge a line of the log. */
public final class LogText {
    private static final int LONGEST = 8_000;

    private LogText() {}

    /** The message. */
    static String message(ILoggingEvent event) {
        return BoundedText.line(event.getFormattedMessage(), LONGEST);
    }

    /** What was thrown, and where; empty when nothing was. */
    static String cause(ILoggingEvent event) {
        @Nullable IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null) {
            return "";
        }
        StackTraceElementProxy[] trace = thrown.getStackTraceElementProxyArray();
        String at = trace == null || trace.length == 0 ? "" : " " + trace[0];
        return BoundedText.line(thrown.getClassName() + ": " + thrown.getMessage() + at, LONGEST);
    }
}
