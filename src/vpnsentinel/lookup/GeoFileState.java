package vpnsentinel.lookup;

import com.maxmind.db.Metadata;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * How a database file is.
 *
 * @param path where it is
 * @param type what it says of itself: {@code GeoLite2-ASN}
 * @param built when it was made
 * @param trouble why it cannot be read; then nothing else is known
 */
public record GeoFileState(Path path, String type, Instant built, Optional<String> trouble) {
    /** The state of the file at this path. */
    public static GeoFileState of(Path path) {
        try (Reader reader = new Reader(path.toFile())) {
            Metadata about = reader.getMetadata();
            return new GeoFileState(path, about.databaseType(), about.buildTime(), Optional.empty());
        } catch (NoSuchFileException e) {
            return broken(path, "no such file");
        } catch (IOException | RuntimeException e) {
            return broken(path, String.valueOf(e.getMessage()));
        }
    }

    private static GeoFileState broken(Path path, String why) {
        return new GeoFileState(path, "", Instant.EPOCH, Optional.of(why));
    }
}
