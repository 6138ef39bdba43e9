package vpnsentinel.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.util.Map;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.ApiKeyFile;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.SettingsException;
import vpnsentinel.settings.StartProblem;

/**
 * {@code ./sentinel key}: prints the API key that a server with these settings wants, and nothing else, so that it can be
 * put into a command. It makes none.
 */
public final class KeyCommand {
    private static final int FAILED = 1;

    private KeyCommand() {}

    /** The word as a program. */
    public static int run() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        return run(System.getenv(), System.out, System.err);
    }

    /** Prints the key, or to {@code err} why there is none, and returns the exit code. */
    static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            Settings settings = ApiKeyFile.found(Settings.read(environment, Half.SERVER));
            String key = settings.text("api.key");
            if (key.equals(Settings.OPEN)) {
                err.println("the API is open to everybody: VPN_SENTINEL_API_KEY is " + Settings.OPEN);
                return FAILED;
            }
            if (key.isEmpty()) {
                err.println("there is no API key yet; the server makes one at its first start, in "
                        + ApiKeyFile.of(settings));
                return FAILED;
            }
            out.println(key);
            return 0;
        } catch (SettingsException e) {
            e.problems().forEach(err::println);
            return FAILED;
        } catch (StartProblem e) {
            err.println(StartProblem.readable(e));
            return FAILED;
        }
    }
}
