package vpnsentinel.engine;

import java.time.Instant;
import vpnsentinel.settings.Secrets;

/**
 * Why a route file cannot be used.
 *
 * @param file the file's name, or the folder's when it is no single file's fault
 * @param line the line in it, 0 when not known
 * @param reason one line that names the thing and what is wrong with it
 * @param since when it was noticed
 * @param isLeftOut whether nothing runs in its place; false: what ran before goes on, or the shipped file below it runs
 */
public record RouteFault(String file, int line, String reason, Instant since, boolean isLeftOut) {
    public RouteFault {
        reason = Secrets.hide(reason);
    }

    /** A fault of a file in whose place the one before runs. */
    public RouteFault(String file, int line, String reason, Instant since) {
        this(file, line, reason, since, false);
    }

    /** {@code judge-client.camel.yaml:12}. */
    public String where() {
        return line > 0 ? file + ":" + line : file;
    }

    /** The same with what became of it: {@code edit refused: …}. */
    public String sentence() {
        return (isLeftOut ? "left out: " : "edit refused: ") + this;
    }

    boolean isSameAs(RouteFault other) {
        return sentence().equals(other.sentence());
    }

    @Override
    public String toString() {
        return where() + ": " + reason;
    }
}
