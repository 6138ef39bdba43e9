package containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import lab.Requirements;

/** What a machine needs so that the containers can run on it, beside what the laboratory needs. */
final class Needs {
    private static final Map<String, String> PACKAGES = new TreeMap<>(Map.of(
            "dockerd", "docker.io",
            "docker-compose", "docker-compose",
            "debootstrap", "debootstrap",
            "git", "git",
            "mvn", "maven",
            "ss", "iproute2"));

    private Needs() {}

    /** What is missing, in words; empty: nothing. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>(Requirements.missing(PACKAGES));
        if (jdk().isEmpty()) {
            missing.add("a JDK 25 below /usr/lib/jvm is missing, out of which the images are made");
        }
        return missing;
    }

    /** The folder of a JDK 25; empty when there is none. */
    static Optional<Path> jdk() {
        try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
            return all.filter(Needs::isJdk25).min(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isJdk25(Path folder) {
        Path release = folder.resolve("release");
        try {
            return Files.isExecutable(folder.resolve("bin/jlink"))
                    && Files.isReadable(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }
}
