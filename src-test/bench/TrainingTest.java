package bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive from which a half starts, on a Java that knows them; where none is installed, there is nothing to try. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class TrainingTest {
    @TempDir
    private Path folder;

    /** With the mode {@code on}, a Java that cannot use its archive does not start. */
    @Test
    void aHalfStartsFromWhatItsTrainingLeftWithJarsOfTheUserBehind() throws Exception {
        Optional<Path> java = javaWithArchives();
        if (java.isEmpty()) {
            return;
        }
        Path archive = folder.resolve("client.aot");
        String shipped = shipped();

        assertThat(Training.run("client", command(java.get(), "-XX:AOTCacheOutput=" + archive, shipped)))
                .isTrue();

        String more = jars(Path.of("target/foreign-lib"));
        List<String> strict = command(java.get(), "-XX:AOTCache=" + archive, shipped + ":" + more);
        strict.add(1, "-XX:AOTMode=on");
        try (Habitat habitat = new ClientHabitat(folder, 300);
                HalfProcess process = new HalfProcess(strict, habitat, folder.resolve("strict.log"))) {
            process.awaitHealthy();
            assertThat(process.lastWords()).contains("client started").doesNotContain("[warning]");
        }
    }

    private static List<String> command(Path java, String archive, String classPath) {
        return new ArrayList<>(List.of(
                java.toString(),
                "@src/jvm/every.options",
                "@src/jvm/client.options",
                "@src/jvm/java-25.options",
                archive,
                "-cp",
                classPath,
                "vpnsentinel.launch.Sentinel",
                "client"));
    }

    private static String shipped() throws IOException {
        return "target/vpn-sentinel.jar:" + jars(Path.of("target/lib"));
    }

    private static String jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).sorted().collect(Collectors.joining(":"));
        }
    }

    private static Optional<Path> javaWithArchives() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> more = Files.list(installed)) {
                homes.addAll(more.sorted().toList());
            }
        }
        for (Path home : homes) {
            Path release = home.resolve("release");
            if (Files.isReadable(release) && knowsArchives(Files.readString(release))) {
                return Optional.of(home.resolve("bin/java"));
            }
        }
        return Optional.empty();
    }

    private static boolean knowsArchives(String release) {
        return release.lines().anyMatch(line -> line.matches("JAVA_VERSION=\"(2[5-9]|[3-9]\\d).*"));
    }
}
