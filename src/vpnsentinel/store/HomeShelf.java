package vpnsentinel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.home.Shelf;

/**
 * Home lines and familiar networks in the store. The JSON files in which a server without a store kept them move in once, by
 * themselves, and are then called {@code NAME.json.moved}.
 */
public final class HomeShelf implements Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final List<String> PREFIXES = List.of("home-line", "access-networks");
    private static final String FILE_END = ".json";

    private final Notes notes;
    private final Path folder;
    private final InstantSource clock;

    /**
     * @param folder where files of a server without a store may be
     */
    public HomeShelf(Notes notes, Path folder, InstantSource clock) {
        this.notes = notes;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        PREFIXES.forEach(prefix -> all.putAll(notes.beginning(prefix)));
        for (Path file : files()) {
            String name = String.valueOf(file.getFileName()).replace(FILE_END, "");
            try {
                String content = Files.readString(file);
                if (all.putIfAbsent(name, content) == null) {
                    notes.put(name, content, clock.instant()).kept().thenRun(() -> moved(file));
                } else {
                    moved(file);
                }
            } catch (IOException e) {
                LOG.warn("file is unreadable and begun anew file={} cause=\"{}\"", file, e.toString());
            }
        }
        return all;
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(HomeShelf::isOurs).sorted().toList();
        } catch (IOException e) {
            LOG.warn("what was learnt cannot be listed folder={} cause=\"{}\"", folder, e.toString());
            return List.of();
        }
    }

    private static boolean isOurs(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(FILE_END) && PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static void moved(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".moved"), StandardCopyOption.REPLACE_EXISTING);
            LOG.info("what was learnt has moved into the store file={}", file);
        } catch (IOException e) {
            LOG.warn("file has moved into the store, and may be deleted file={} cause=\"{}\"", file, e.toString());
        }
    }

    @Override
    public void keep(String name, String content) {
        notes.put(name, content, clock.instant());
    }
}
