package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vpnsentinel.network.Fact;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

/** What the README claims and a machine can check. */
class ReadmeTest {
    private static final Pattern GENERATED = Pattern.compile("(?s)<!-- generated: .*?<!-- end: .*? -->");
    private static final Pattern WORD = Pattern.compile("\\./sentinel ([a-z]+)");
    private static final Pattern NAME = Pattern.compile("\\b(?:VPN_SENTINEL|TELEGRAM)_[A-Z0-9_]+[A-Z0-9]");
    private static final Pattern FILE = Pattern.compile(
            "`((?:src|src-test|server-routes|client-routes|templates|docker|\\.ci)/[^`*<… ]*|[a-zA-Z.-]+\\.(?:md|xml|example))`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private final String readme = Source.read(Path.of("README.md")).text();

    @Test
    void isShortWithoutItsGeneratedTables() {
        assertThat(GENERATED.matcher(readme).replaceAll("").lines().count()).isLessThanOrEqualTo(300);
    }

    @Test
    void namesNoWordThatTheLauncherDoesNotKnow() {
        String launcher = Source.read(Path.of("sentinel")).text();
        Set<String> words = found(WORD, readme);

        assertThat(words).contains("up", "server", "client", "check", "demo", "test", "bench");
        assertThat(words)
                .allSatisfy(word -> assertThat(launcher)
                        .as("the launcher's word %s", word)
                        .containsPattern("(?m)^  (?:[a-z]+ \\| )*" + word + "(?: \\| [a-z-]+)*\\)"));
    }

    @Test
    void namesNoFileThatDoesNotExist() {
        Set<String> files = found(FILE, readme);
        files.addAll(found(LINK, readme));

        assertThat(files)
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(Files.exists(Path.of(file))).as(file).isTrue());
    }

    @Test
    void namesNoSettingThatIsNotDeclared() {
        Set<String> declared = Declarations.all().stream()
                .map(Declaration::names)
                .flatMap(List::stream)
                .collect(Collectors.toSet());

        Set<String> undeclared = found(NAME, readme);
        undeclared.removeIf(name -> declared.contains(name.replaceFirst("_FILE$", "")) || declared.contains(name));

        assertThat(undeclared).isEmpty();
    }

    @Test
    void explainsEveryFinding() {
        assertThat(Arrays.stream(Fact.values()).map(Fact::id))
                .allSatisfy(id -> assertThat(readme).contains("`" + id + "`"));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(match.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
