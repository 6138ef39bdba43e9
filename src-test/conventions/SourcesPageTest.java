package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the page of the sources. */
class SourcesPageTest {
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)]*)\\)");

    private final Page page = Page.of("src/README.md");

    @Test
    void everyRoomStandsThereInItsOwnWords() {
        assertThat(Page.rows(page.section("Rooms")))
                .as("./sentinel test --write-docs writes the words of rooms that stand there")
                .containsExactlyInAnyOrderElementsOf(Room.all().stream()
                        .map(room -> List.of(room.link(), room.words()))
                        .toList());
    }

    /** So that none must be found by a search. */
    @Test
    void everyFileOnTheWayOfAKeepaliveIsNamedInAnEarlierOne() {
        List<Path> way = new ArrayList<>();
        for (List<String> row : Page.rows(page.section("The way of a keepalive"))) {
            Path next = target(row.get(1));
            assertThat(row.get(0)).isEqualTo(String.valueOf(way.size() + 1));
            if (!way.isEmpty()) {
                Path earlier = way.get(Integer.parseInt(row.get(3)) - 1);
                assertThat(Source.read(earlier).text())
                        .as("%s names %s", earlier, next)
                        .containsPattern("(?<![\\w-])" + Pattern.quote(name(next)) + "(?![\\w-])");
            }
            way.add(next);
        }

        assertThat(way).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    private Path target(String cell) {
        Matcher link = LINK.matcher(cell);
        assertThat(link.find()).as(cell).isTrue();
        return page.target(link.group(1));
    }

    /** What another file calls it: a class by its name, a route by its id, a template by its file. */
    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.(java|camel\\.yaml)$", "");
    }
}
