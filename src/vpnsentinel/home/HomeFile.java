package vpnsentinel.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small JSON file that survives a restart, and is written behind those who change its content. What cannot be read counts
 * as nothing, what cannot be written is said once: the server runs without. Thread-safe.
 */
final class HomeFile {
    /** Keeps nothing. */
    static final HomeFile NONE = new HomeFile(Optional.empty(), WriteBehind.toDisk());

    private static final Logger LOG = LoggerFactory.getLogger(HomeFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> path;
    private final WriteBehind disk;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean complained = new AtomicBoolean();

    private HomeFile(Optional<Path> path, WriteBehind disk) {
        this.path = path;
        this.disk = disk;
    }

    static HomeFile of(Path path, WriteBehind disk) {
        return new HomeFile(Optional.of(path), disk);
    }

    Optional<JsonNode> read() {
        if (path.isEmpty() || !Files.exists(path.get())) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(Files.readAllBytes(path.get())));
        } catch (IOException e) {
            LOG.warn("file is unreadable and begun anew file={} cause=\"{}\"", path.get(), e.toString());
            return Optional.empty();
        }
    }

    /**
     * Has the file written soon, without waiting for it.
     *
     * @param content makes its content on the writing thread, and so the latest one, however many changes led to it
     */
    void changed(Supplier<JsonNode> content) {
        path.ifPresent(file -> {
            if (due.compareAndSet(false, true)) {
                disk.later(() -> write(file, content));
            }
        });
    }

    private void write(Path file, Supplier<JsonNode> content) {
        due.set(false); // first, so that a change while it is written has it written again
        try {
            disk.write(file, text(content.get()));
        } catch (IOException e) {
            if (complained.compareAndSet(false, true)) {
                LOG.warn(
                        "file cannot be kept and is learnt anew after a restart file={} cause=\"{}\""
                                + " hint=\"let VPN_SENTINEL_DATA_DIR name a writable folder\"",
                        file,
                        e.toString());
            }
        }
    }

    private static String text(JsonNode content) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + System.lineSeparator();
    }
}
