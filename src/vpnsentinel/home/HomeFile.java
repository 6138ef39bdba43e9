package vpnsentinel.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small JSON file that survives a restart; readers see the old or the new one, never half of it. What cannot be read
 * counts as nothing, what cannot be written is said once: the server runs without.
 */
final class HomeFile {
    /** Keeps nothing. */
    static final HomeFile NONE = new HomeFile(Optional.empty());

    private static final Logger LOG = LoggerFactory.getLogger(HomeFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> path;
    private boolean complained;

    private HomeFile(Optional<Path> path) {
        this.path = path;
    }

    static HomeFile of(Path path) {
        return new HomeFile(Optional.of(path));
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

    void write(JsonNode content) {
        path.ifPresent(file -> write(file, content));
    }

    private void write(Path file, JsonNode content) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, file.getFileName().toString(), ".new");
            try {
                Files.writeString(draft, text(content));
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            if (!complained) {
                complained = true;
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
