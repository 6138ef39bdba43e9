package vpnsentinel.lookup;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/** One database file in MaxMind's format, read into memory, and read again when it was replaced. Thread-safe. */
final class GeoFile {
    private static final Logger LOG = LoggerFactory.getLogger(GeoFile.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Path path;
    private Optional<Reader> reader = Optional.empty();
    private Optional<Stamp> stamp = Optional.empty();
    private Instant nextLook = Instant.MIN;
    private String trouble = "";

    private record Stamp(FileTime changed, long size) {}

    GeoFile(Path path) {
        this.path = path;
    }

    /** What the file says of the address; empty when that is nothing. */
    synchronized Optional<Map<?, ?>> find(Address address, Instant now) {
        look(now);
        if (reader.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<?, ?> found = reader.get().get(address.asInetAddress(), Map.class);
            return Optional.ofNullable(found);
        } catch (IOException | RuntimeException e) {
            complain(e.toString());
            return Optional.empty();
        }
    }

    private void look(Instant now) {
        if (now.isBefore(nextLook)) {
            return;
        }
        nextLook = now.plus(LOOK_AGAIN);
        try {
            Stamp found = new Stamp(Files.getLastModifiedTime(path), Files.size(path));
            if (!stamp.equals(Optional.of(found))) {
                reader = Optional.of(new Reader(path.toFile(), Reader.FileMode.MEMORY));
                stamp = Optional.of(found);
                trouble = "";
                LOG.info("database of networks and places read file={} bytes={}", path, found.size());
            }
        } catch (IOException | RuntimeException e) {
            complain(e.toString()); // an older one, once read, goes on being used
        }
    }

    private void complain(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.warn("database of networks and places cannot be read file={} cause=\"{}\"", path, why);
        }
    }
}
