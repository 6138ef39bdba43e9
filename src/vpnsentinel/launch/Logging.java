package vpnsentinel.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import vpnsentinel.log.JsonLayout;
import vpnsentinel.log.LineLayout;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.StartProblem;

/** Sets the log up as the settings want it: how much, in which form, and whether into a file that is rotated by size. */
final class Logging {
    private enum Format {
        TEXT,
        JSON
    }

    private Logging() {}

    static void configure(Settings settings) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("vpnsentinel").setLevel(settings.isOn("debug") ? Level.DEBUG : Level.INFO);
        Format format = settings.choice("log.format", Format.class);
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root.getAppender("console") instanceof ConsoleAppender<ILoggingEvent> console) {
            console.setEncoder(encoder(context, format));
        }
        root.detachAppender("file"); // of a start before that failed
        settings.optionalPath("log.file").ifPresent(file -> {
            checkWritable(file);
            root.addAppender(appender(
                    context,
                    encoder(context, format),
                    file.toString(),
                    settings.bytes("log.max-size"),
                    settings.number("log.max-backups")));
        });
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Format format) {
        return encoder(context, format == Format.JSON ? new JsonLayout() : new LineLayout());
    }

    /** Writes in this form, and no secret. */
    static Encoder<ILoggingEvent> encoder(LoggerContext context, Layout<ILoggingEvent> layout) {
        layout.setContext(context);
        layout.start();
        MaskingEncoder encoder = new MaskingEncoder();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static void checkWritable(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.newBufferedWriter(
                            file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new StartProblem(
                    "VPN_SENTINEL_LOG_FILE='" + file + "': expected a file that can be written (" + e + ")");
        }
    }

    private static RollingFileAppender<ILoggingEvent> appender(
            LoggerContext context, Encoder<ILoggingEvent> encoder, String file, long bytes, int backups) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(file);
        appender.setEncoder(encoder);
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(bytes));
        trigger.setCheckIncrement(ch.qos.logback.core.util.Duration.buildBySeconds(1));
        trigger.start();
        appender.setRollingPolicy(rolling(context, appender, file, backups));
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    private static RollingPolicyBase rolling(
            LoggerContext context, RollingFileAppender<ILoggingEvent> appender, String file, int backups) {
        RollingPolicyBase rolling = backups == 0 ? new NoBackups() : numbered(file, backups);
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.start();
        return rolling;
    }

    private static RollingPolicyBase numbered(String file, int backups) {
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setMinIndex(1);
        rolling.setMaxIndex(backups);
        rolling.setFileNamePattern(file + ".%i");
        return rolling;
    }
}
