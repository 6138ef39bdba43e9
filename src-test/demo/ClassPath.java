package demo;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where Java looks for classes: this process, and a server as it is shipped, which has none of the simulated world. */
final class ClassPath {
    private ClassPath() {}

    /** The class path of this process. */
    static String own() {
        return System.getProperty("java.class.path");
    }

    /** The same without the jar or folder of this class. */
    static String ofProduct() {
        File simulated = canonical(new File(URI.create(ClassPath.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString())));
        return Stream.of(own().split(File.pathSeparator))
                .filter(entry -> !canonical(new File(entry)).equals(simulated))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static File canonical(File file) {
        try {
            return file.getCanonicalFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
