package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

/** What every page of the documentation must be. */
class PagesTest {
    private static final Pattern NAME = Pattern.compile("\\b(?:VPN_SENTINEL|TELEGRAM)_[A-Z0-9_]+[A-Z0-9]");
    private static final Pattern FILE =
            Pattern.compile("`((?:src|src-test|server-routes|client-routes|templates|lib|docker|\\.ci)/[^`*<… ]*)`");
    private static final Pattern NEW_FILE = Pattern.compile("new file\\s+`([^`]*)`");
    private static final Pattern WORD = Pattern.compile("\\./sentinel ([a-z]+)");

    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        List<String> within =
                page.links().stream().filter(link -> !link.contains("://")).toList();

        assertThat(within).allSatisfy(link -> {
            Path target = page.target(link);
            assertThat(Files.isRegularFile(target)).as(link).isTrue();
            if (link.contains("#")) {
                assertThat(new Page(target, Source.read(target).text()).anchors())
                        .as(link)
                        .contains(link.replaceFirst(".*#", ""));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileThatIsNamedExistsUnlessItIsToBeMade(Page page) {
        Set<String> named = found(FILE, page.prose());
        named.removeAll(found(NEW_FILE, page.prose()));

        assertThat(named)
                .allSatisfy(
                        file -> assertThat(Files.exists(Path.of(file))).as(file).isTrue());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingThatIsNamedIsDeclared(Page page) {
        Set<String> declared = Declarations.all().stream()
                .map(Declaration::names)
                .flatMap(List::stream)
                .flatMap(name -> Stream.of(name, name + "_FILE"))
                .collect(Collectors.toSet());

        assertThat(declared).containsAll(found(NAME, page.text()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyWordBehindTheLauncherIsOneThatItExplains(Page page) {
        assertThat(Launcher.words()).containsAll(found(WORD, page.text()));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
