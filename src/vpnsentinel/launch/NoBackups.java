package vpnsentinel.launch;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets a full log file begin anew and keeps nothing of it. */
final class NoBackups extends RollingPolicyBase {
    @Override
    public void rollover() throws RolloverFailure {
        try {
            Files.deleteIfExists(Path.of(getActiveFileName()));
        } catch (IOException e) {
            throw new RolloverFailure("cannot delete " + getActiveFileName(), e);
        }
    }

    @Override
    public String getActiveFileName() {
        return getParentsRawFileProperty();
    }
}
