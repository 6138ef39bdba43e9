package support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server's shipped route files in a folder where a test edits them. So that nobody has to wait for real, timers of
 * seconds tick tenths, quicker ones every 50 ms, and one of minutes as many tenths of a second.
 */
public final class EditedRoutes {
    private static final Path SHIPPED = Path.of("server-routes");

    private final Path folder;

    /** Copies them to a folder of that name in this one. */
    EditedRoutes(Path parent) throws IOException {
        folder = Files.createDirectories(parent.resolve(SHIPPED));
        copy();
    }

    private void copy() throws IOException {
        for (Path file : filesIn(SHIPPED)) {
            String quick = Files.readString(file)
                    .replaceAll("(delay|period): (1000|5000)\n", "$1: 100\n")
                    .replaceAll("(delay|period): 250\n", "$1: 50\n")
                    .replace("{{silence.check-interval.millis}}", "{{silence.check-interval}}00");
            Files.writeString(folder.resolve(file.getFileName()), quick);
        }
    }

    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Where they are. */
    public Path folder() {
        return folder;
    }

    /** The route files as they are now. */
    public List<Path> files() throws IOException {
        return filesIn(folder);
    }

    /** The file of this route. */
    public Path file(String stem) {
        return folder.resolve(stem + ".camel.yaml");
    }

    /** What is in the route's file. */
    public String read(String stem) {
        try {
            return Files.readString(file(stem));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a route file as a careful editor does: at one stroke. */
    public void write(String stem, String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("." + stem), text);
        Files.move(draft, file(stem), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Replaces words that stand in the file. */
    public void edit(String stem, String old, String fresh) throws IOException {
        String text = read(stem);
        if (!text.contains(old)) {
            throw new IllegalArgumentException("'" + old + "' is not in " + stem);
        }
        write(stem, text.replace(old, fresh));
    }

    /** Deletes the route's file. */
    public void delete(String stem) throws IOException {
        Files.delete(file(stem));
    }

    /** Deletes all route files. */
    public void clear() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    /** Undoes all edits. */
    public void restore() throws IOException {
        clear();
        copy();
    }
}
