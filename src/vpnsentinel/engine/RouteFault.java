package vpnsentinel.engine;

import java.time.Instant;
import vpnsentinel.settings.Secrets;

/**
 * Why route files cannot be used.
 *
 * @param file the file's name, or the folder's when it is no single file's fault
 * @param line the line in it, 0 when not known
 * @param reason one line that names the thing and what is wrong with it
 * @param since when it was noticed
 */
public record RouteFault(String file, int line, String reason, Instant since) {
    public RouteFault {
        reason = Secrets.hide(reason);
    }

    /** {@code judge-client.camel.yaml:12: no bean named judge}. */
    public String where() {
        return line > 0 ? file + ":" + line : file;
    }

    @Override
    public String toString() {
        return where() + ": " + reason;
    }
}
