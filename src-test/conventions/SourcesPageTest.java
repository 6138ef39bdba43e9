package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the page of the sources. */
class SourcesPageTest {
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)]*)\\)");
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)/\\*\\*[\\s*]*(.*?\\.)(?:\\s|\\*/)");

    private final Page page = Page.of("src/README.md");

    @Test
    void everyRoomStandsThereInItsOwnWords() {
        List<List<String>> rooms = Source.below("src/vpnsentinel", "package-info.java").stream()
                .map(source -> List.of(room(source), words(source)))
                .toList();

        assertThat(Page.rows(page.section("Rooms"))).containsExactlyInAnyOrderElementsOf(rooms);
    }

    private static String room(Source source) {
        Path folder = Optional.ofNullable(source.path().getParent()).orElseThrow();
        return "[" + folder.getFileName() + "](" + Path.of("src").relativize(source.path()) + ")";
    }

    private static String words(Source source) {
        Matcher first = FIRST_SENTENCE.matcher(source.text());
        assertThat(first.find()).as(source.toString()).isTrue();
        return first.group(1).replaceAll("\\s*\\n \\*\\s*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
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
