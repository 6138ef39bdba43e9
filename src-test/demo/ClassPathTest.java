package demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a server of the simulated world is started from. */
class ClassPathTest {
    @Test
    void theServerIsStartedWithoutAnyClassOfTheDemonstration() {
        assertThat(places(ClassPath.own(), "demo/Demo.class")).isNotEmpty();

        assertThat(places(ClassPath.ofProduct(), "demo/Demo.class")).isEmpty();
        assertThat(places(ClassPath.ofProduct(), "vpnsentinel/launch/Sentinel.class"))
                .isNotEmpty();
    }

    private static Stream<Path> places(String classPath, String file) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry, file))
                .filter(place -> place.toFile().exists());
    }
}
