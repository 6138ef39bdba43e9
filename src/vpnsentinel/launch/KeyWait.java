package vpnsentinel.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.settings.Settings;

/** Waits for the file with the API key that a client was given: the server beside it may make it later. */
final class KeyWait {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWait.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofHours(1);

    private KeyWait() {}

    /**
     * The settings with a key, as soon as there is one; says what is waited for, once and then hourly.
     *
     * @param read reads the settings anew
     */
    static Settings over(Settings first, Supplier<Settings> read) throws InterruptedException {
        Settings settings = first;
        long saidAt = System.nanoTime() - AGAIN.toNanos();
        for (Optional<Path> file = settings.awaitedKeyFile(); file.isPresent(); file = settings.awaitedKeyFile()) {
            if (System.nanoTime() - saidAt >= AGAIN.toNanos()) {
                saidAt = System.nanoTime();
                LOG.warn(
                        "no API key yet, waiting for its file file={} hint=\"the server makes one at its first start:"
                                + " let this file be api-key in its data folder, readable for this user\"",
                        file.get());
            }
            Thread.sleep(PAUSE.toMillis());
            settings = read.get();
        }
        return settings;
    }
}
