package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the first page is for: a newcomer needs a few commands and settings, not a manual. */
class ReadmeTest {
    private static final int MOST_BYTES = 10_000;

    private final Page readme = Page.of("README.md");

    @Test
    void isShort() throws IOException {
        assertThat(Files.size(Path.of("README.md"))).isLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void saysWhatIsLookedForInThatOrder() {
        assertThat(readme.prose().lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## What you need",
                        "## Commands",
                        "## Make it fail on purpose",
                        "## The colours",
                        "## The five settings that matter",
                        "## Three customisations",
                        "## What it can and cannot prove",
                        "## Words",
                        "## More");
    }

    @Test
    void showsEveryWordOfTheLauncherThatItsHelpExplains() {
        List<String> shown = readme.section("Commands")
                .lines()
                .filter(line -> line.startsWith("./sentinel "))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(shown).containsExactlyInAnyOrderElementsOf(Launcher.words());
    }

    @Test
    void namesFiveSettings() {
        assertThat(Page.rows(readme.section("The five settings that matter"))).hasSize(5);
    }

    @Test
    void explainsTenWords() {
        assertThat(Page.rows(readme.section("Words"))).hasSize(10);
    }

    @Test
    void leadsToEveryOtherPage() {
        assertThat(readme.links().stream().map(readme::target))
                .containsAll(Page.all().stream()
                        .map(Page::path)
                        .filter(path -> !path.equals(readme.path()))
                        .filter(path -> !path.startsWith("lib"))
                        .toList());
    }
}
