package conventions;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param path where it lies, from the project's folder
 * @param text its content, in GitHub's Markdown
 */
record Page(Path path, String text) {
    private static final List<String> FOLDERS =
            List.of("server-routes", "client-routes", "templates", "src", "src-test", "lib", "docker");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** All pages, the first one first. */
    static List<Page> all() {
        Stream<Page> others = FOLDERS.stream()
                .flatMap(folder -> Source.below(folder, "README.md").stream())
                .map(source -> new Page(source.path(), source.text()));
        return Stream.concat(Stream.of(of("README.md")), others).toList();
    }

    /** The page at that path. */
    static Page of(String path) {
        return new Page(Path.of(path), Source.read(Path.of(path)).text());
    }

    /** The text without what stands between fences. */
    String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** Where its links lead, as they are written. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(match -> match.group(1)).toList();
    }

    /** The file to which a link of this page leads, from the project's folder; a link within the page leads to itself. */
    Path target(String link) {
        String file = link.replaceFirst("#.*$", "");
        Path folder = Optional.ofNullable(path.getParent()).orElse(Path.of(""));
        return file.isEmpty() ? path : folder.resolve(file).normalize();
    }

    /** The anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        return HEADING.matcher(prose())
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(words -> words.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands below the heading of that title, up to the next heading. */
    String section(String title) {
        String[] parts = text.split("(?m)^## " + Pattern.quote(title) + "$", 2);
        if (parts.length < 2) {
            throw new IllegalArgumentException(path + " has no section '" + title + "'");
        }
        return parts[1].split("(?m)^## ", 2)[0];
    }

    /** The rows of all tables in a text, without their heads: the cells of each. */
    static List<List<String>> rows(String text) {
        String bodies = text.replaceAll("(?m)^\\|.*\\R\\|---.*$", "");
        return bodies.lines()
                .filter(line -> line.startsWith("|"))
                .map(Page::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        List<String> cells =
                Arrays.stream(row.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
        return cells.subList(1, cells.size() - 1);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
