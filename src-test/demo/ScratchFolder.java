package demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one run, with an empty resolver configuration in it; gone when it is closed. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    /** A new folder whose name begins so. */
    public ScratchFolder(String name) {
        try {
            path = Files.createTempDirectory(name);
            Files.createFile(path.resolve("resolv.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
