package vpnsentinel.dashboard;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import vpnsentinel.log.LogPart;
import vpnsentinel.network.BoundedText;
import vpnsentinel.settings.Secrets;

/** The last lines of the log, kept in memory for the log page; secrets are hidden before a line is kept. Thread-safe. */
public final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    /** How many lines are kept. */
    static final int KEPT = 500;
    /** Longest kept text of a line, in characters. */
    static final int LONGEST = 2000;

    private final Deque<LogLine> lines = new ArrayDeque<>(KEPT);

    private LogLines() {}

    /** Begins to keep what all loggers write, without any secret. */
    public static LogLines listen() {
        LogLines lines = new LogLines();
        Logger root = root();
        lines.setContext(root.getLoggerContext());
        lines.setName("log-page");
        lines.start();
        root.addAppender(lines);
        return lines;
    }

    /** The kept lines, the latest first. */
    public List<LogLine> newestFirst() {
        List<LogLine> copy;
        synchronized (lines) {
            copy = new ArrayList<>(lines);
        }
        Collections.reverse(copy);
        return List.copyOf(copy);
    }

    /** Stops to listen. */
    @Override
    public void close() {
        root().detachAppender(this);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        LogLine line = new LogLine(
                event.getInstant(),
                level(event.getLevel()),
                LogPart.of(event.getLoggerName()),
                BoundedText.line(
                        Secrets.hide(event.getFormattedMessage() + cause(event.getThrowableProxy())), LONGEST));
        synchronized (lines) {
            if (lines.size() == KEPT) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }
    }

    private static String cause(@Nullable IThrowableProxy thrown) {
        return thrown == null ? "" : " cause=" + thrown.getClassName() + ": " + thrown.getMessage();
    }

    private static LogLine.Level level(Level level) {
        return switch (level.toInt()) {
            case Level.ERROR_INT -> LogLine.Level.ERROR;
            case Level.WARN_INT -> LogLine.Level.WARN;
            case Level.INFO_INT -> LogLine.Level.INFO;
            default -> LogLine.Level.DEBUG;
        };
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
