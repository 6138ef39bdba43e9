package vpnsentinel.launch;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;
import vpnsentinel.log.LineLayout;

/**
 * The log as it is before any setting is known: lines on the console, and of the libraries what a person may act upon. In
 * code, because reading it from a file would need an XML parser in every process, which nothing else does.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class StartingLog extends ContextAwareBase implements Configurator {
    private static final Map<String, Level> LIBRARIES = Map.of(
            "org.apache.camel", Level.WARN,
            // both say at WARN what the routes' own error policy says already
            "org.apache.camel.processor.errorhandler", Level.OFF,
            "org.apache.camel.component.scheduler", Level.OFF,
            "io.vertx", Level.WARN,
            // warns at every start of what it does without: a hardware address, low-level access to memory
            "io.netty", Level.ERROR,
            "org.apache.hc", Level.WARN,
            // the store says in a line of its own what became of its schema and its connections
            "org.flywaydb", Level.WARN,
            "com.zaxxer.hikari", Level.ERROR,
            // warns of answers that come after nobody waits for them any more
            "org.xbill.DNS", Level.ERROR);

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY; // somebody wants to see more, or elsewhere
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(Logging.encoder(context, new LineLayout()));
        console.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(console);
        LIBRARIES.forEach((name, level) -> context.getLogger(name).setLevel(level));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
