package vpnsentinel.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder in which a half keeps what it knows, as both the start and {@code ./sentinel check} look at it. */
public final class DataFolder {
    /** What to do about one that cannot be written. */
    public static final String HINT =
            "make it writable for this user, or let VPN_SENTINEL_DATA_DIR name another; until then a restart forgets"
                    + " everything";

    private DataFolder() {}

    /** Where it is. */
    public static Path of(Settings settings) {
        return settings.path("data.folder").toAbsolutePath().normalize();
    }

    /** Makes it where it is missing, and writes into it; what is wrong where that does not work. */
    public static Optional<String> trouble(Settings settings) {
        Path folder = of(settings);
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "check", ".tmp"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(folder + " cannot be written");
        }
    }
}
