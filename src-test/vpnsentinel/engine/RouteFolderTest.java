package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFolderTest {
    @TempDir
    Path parent;

    private Path path;
    private Path top;

    @BeforeEach
    void make() throws IOException {
        path = Files.createDirectory(parent.resolve("shipped"));
        top = parent.resolve("mine");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }

    private RouteFolder.Look look() {
        return new RouteFolder(path).look();
    }

    private RouteFolder.Look lookAtBoth() {
        return new RouteFolder(path, Optional.of(top), "server-routes").look();
    }

    private static Complaint complaint(RouteFolder.Look look, String name) {
        assertThat(look.unreadable()).containsKey(name);
        assertThat(look.texts()).doesNotContainKey(name);
        return look.unreadable().getOrDefault(name, Complaint.ofWhole(""));
    }

    @Test
    void itsFilesAreThoseWithTheEndingInTheOrderOfTheirNames() throws IOException {
        write("b-two.camel.yaml", "two: é");
        write("a-one.camel.yaml", "one");
        write("a-one.camel.yaml~", "backup");
        write(".c-three.camel.yaml", "hidden");
        write("notes.txt", "notes");
        Files.createDirectory(path.resolve("old"));

        assertThat(look().texts())
                .containsExactly(Map.entry("a-one.camel.yaml", "one"), Map.entry("b-two.camel.yaml", "two: é"));
        assertThat(look().remarks()).isEmpty();
    }

    @Test
    void aMarkOfTheEncodingIsNoPartOfTheText() throws IOException {
        write("a-one.camel.yaml", "\uFEFFone\r\n");

        assertThat(look().texts()).containsEntry("a-one.camel.yaml", "one\r\n");
    }

    @Test
    void aFileInAnotherEncodingIsNamedWithTheLineAndHoldsUpNoOther() throws IOException {
        write("a-one.camel.yaml", "one");
        Files.write(path.resolve("b-two.camel.yaml"), "- a\n# für\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(path.resolve("c-three.camel.yaml"), "- route:\n".getBytes(StandardCharsets.UTF_16));
        Files.write(path.resolve("d-four.camel.yaml"), "- route:\n".getBytes(StandardCharsets.UTF_16LE));

        RouteFolder.Look look = look();

        assertThat(look.texts()).containsOnlyKeys("a-one.camel.yaml");
        assertThat(complaint(look, "b-two.camel.yaml"))
                .isEqualTo(new Complaint(
                        2, "a character here is not UTF-8 (0xFC, maybe Latin-1); save the file as UTF-8"));
        assertThat(complaint(look, "c-three.camel.yaml").text())
                .contains("UTF-16")
                .contains("save the file as UTF-8");
        assertThat(complaint(look, "d-four.camel.yaml").text()).contains("UTF-16");
        assertThat(look.failure()).isEmpty();
    }

    @Test
    void aLinkToNowhereAndAFolderWithTheEndingAreNamed() throws IOException {
        Files.createSymbolicLink(path.resolve("a-one.camel.yaml"), Path.of("/nowhere/at-all"));
        Files.createDirectory(path.resolve("b-two.camel.yaml"));
        Files.createSymbolicLink(path.resolve("c-three.camel.yaml"), Path.of("c-three.camel.yaml"));

        assertThat(complaint(look(), "a-one.camel.yaml").text())
                .isEqualTo("is a link to /nowhere/at-all, which is not there");
        assertThat(complaint(look(), "b-two.camel.yaml").text()).isEqualTo("is a folder, expected a file");
        assertThat(complaint(look(), "c-three.camel.yaml").text()).contains("symbolic links");
    }

    @Test
    void filesThatOnlyLookLikeRouteFilesAreNamedInOneLine() throws IOException {
        write("a-one.camel.yml", "");
        write("b-two.YAML", "");
        write("c-three.yaml", "");
        write("d-four.camel.yaml", "");

        assertThat(look().remarks())
                .containsExactly("not read, because a route file ends in .camel.yaml: a-one.camel.yml, b-two.YAML,"
                        + " c-three.yaml in " + path.toAbsolutePath());
    }

    @Test
    void anOverlayReplacesAndAddsAndWhatItHidesIsKept() throws IOException {
        write("a-one.camel.yaml", "one");
        write("b-two.camel.yaml", "two");
        Files.createDirectory(top);
        Files.writeString(top.resolve("b-two.camel.yaml"), "my two");
        Files.writeString(top.resolve("c-three.camel.yaml"), "my three");

        RouteFolder.Look look = lookAtBoth();

        assertThat(look.texts())
                .containsExactly(
                        Map.entry("a-one.camel.yaml", "one"),
                        Map.entry("b-two.camel.yaml", "my two"),
                        Map.entry("c-three.camel.yaml", "my three"));
        assertThat(look.below()).containsExactly(Map.entry("b-two.camel.yaml", "two"));
        assertThat(look.onTop()).containsExactlyInAnyOrder("b-two.camel.yaml", "c-three.camel.yaml");
    }

    @Test
    void anOverlayOfBothHalvesHasAPartForEach() throws IOException {
        write("a-one.camel.yaml", "one");
        Files.createDirectories(top.resolve("server-routes"));
        Files.writeString(top.resolve("server-routes/a-one.camel.yaml"), "my one");

        assertThat(lookAtBoth().texts()).containsExactly(Map.entry("a-one.camel.yaml", "my one"));
    }

    @Test
    void anOverlayThatIsNotThereIsNamedAndCountsOnceItIs() throws IOException {
        write("a-one.camel.yaml", "one");

        assertThat(lookAtBoth().remarks())
                .singleElement()
                .asString()
                .contains(top.toString())
                .contains("VPN_SENTINEL_ROUTES_OVERLAY");
        assertThat(lookAtBoth().failure()).isEmpty();

        Files.createDirectory(top);
        Files.writeString(top.resolve("a-one.camel.yaml"), "my one");
        assertThat(lookAtBoth().texts()).containsEntry("a-one.camel.yaml", "my one");
        assertThat(lookAtBoth().remarks()).isEmpty();
    }

    @Test
    void anUnreadableFileOfTheOverlayHidesTheOneBelowAndIsCalledByItsFolder() throws IOException {
        write("a-one.camel.yaml", "one");
        Files.createDirectories(top.resolve("a-one.camel.yaml"));

        RouteFolder.Look look = lookAtBoth();

        assertThat(complaint(look, "a-one.camel.yaml").text()).contains("folder");
        assertThat(look.below()).containsEntry("a-one.camel.yaml", "one");
        assertThat(new RouteFolder(path, Optional.of(top), "server-routes").called("a-one.camel.yaml", look))
                .isEqualTo("mine/a-one.camel.yaml");
    }

    @Test
    void whatIsLoadedIsTheTextThatWasReadUnderItsPlace() throws IOException {
        RouteFolder folder = new RouteFolder(path);

        Resource resource = folder.resources(Map.of("a-one.camel.yaml", "one")).get(0);

        assertThat(resource.getInputStream().readAllBytes()).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
        assertThat(resource.getLocation()).endsWith("/a-one.camel.yaml");
    }

    @Test
    void aFolderThatIsNotThereCannotBeRead() {
        assertThat(new RouteFolder(path.resolve("nowhere")).look().failure())
                .contains("nowhere")
                .endsWith("is not there");
    }

    @Test
    void aFileInThePlaceOfAFolderIsNone() throws IOException {
        write("a-one.camel.yaml", "one");

        assertThat(FolderLook.at(path.resolve("a-one.camel.yaml"), ".camel.yaml", Pattern.compile(""))
                        .failure())
                .isEqualTo("is no folder");
    }
}
