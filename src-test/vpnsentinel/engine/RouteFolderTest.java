package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {
    @TempDir
    Path path;

    private void write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }

    @Test
    void itsFilesAreThoseWithTheEndingInTheOrderOfTheirNames() throws IOException {
        write("b-two.camel.yaml", "two: é");
        write("a-one.camel.yaml", "one");
        write("a-one.camel.yaml~", "backup");
        write(".c-three.camel.yaml", "hidden");
        write("notes.txt", "notes");
        Files.createDirectory(path.resolve("old"));

        assertThat(new RouteFolder(path).read())
                .containsExactly(Map.entry("a-one.camel.yaml", "one"), Map.entry("b-two.camel.yaml", "two: é"));
    }

    @Test
    void whatIsLoadedIsTheTextThatWasReadUnderItsPlace() throws IOException {
        RouteFolder folder = new RouteFolder(path);

        Resource resource = folder.resources(Map.of("a-one.camel.yaml", "one")).get(0);

        assertThat(resource.getInputStream().readAllBytes()).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        assertThat(resource.getLocation()).endsWith("/a-one.camel.yaml");
    }

    @Test
    void aBlankFileHoldsNoRoute() {
        assertThat(new RouteFolder(path).resources(Map.of("a-one.camel.yaml", " \n")))
                .isEmpty();
    }

    @Test
    void aFolderThatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> new RouteFolder(path.resolve("nowhere")).read())
                .isInstanceOf(IOException.class);
    }
}
