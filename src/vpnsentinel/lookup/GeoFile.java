package vpnsentinel.lookup;

import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;

/** One database file in MaxMind's format, read into memory, and read again when it was replaced. Thread-safe. */
final class GeoFile {
    private static final Logger LOG = LoggerFactory.getLogger(GeoFile.class);

    private final Path path;
    private volatile Optional<Reader> reader = Optional.empty();
    private Optional<Stamp> stamp = Optional.empty();
    private String trouble = "";

    private record Stamp(FileTime changed, long size) {}

    GeoFile(Path path) {
        this.path = path;
    }

    /** What the file says of the address; empty when that is nothing. */
    Optional<Map<?, ?>> find(Address address) {
        Optional<Reader> open = reader;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<?, ?> found = open.get().get(address.asInetAddress(), Map.class);
            return Optional.ofNullable(found);
        } catch (IOException | RuntimeException e) {
            complain(e.toString());
            return Optional.empty();
        }
    }

    /** Reads the file where it is another one than before; says whether it is. Blocks. */
    synchronized boolean look() {
        try {
            Stamp found = new Stamp(Files.getLastModifiedTime(path), Files.size(path));
            if (!stamp.equals(Optional.of(found))) {
                reader = Optional.of(new Reader(path.toFile(), Reader.FileMode.MEMORY));
                stamp = Optional.of(found);
                trouble = "";
                LOG.info("database of networks and places read file={} bytes={}", path, found.size());
                return true;
            }
        } catch (IOException | RuntimeException e) {
            complain(e.toString()); // an older one, once read, goes on being used
        }
        return false;
    }

    private synchronized void complain(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.warn("database of networks and places cannot be read file={} cause=\"{}\"", path, why);
        }
    }
}
