package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

/** A setting is declared once, does something, and a test would notice if it no longer did. */
class SettingsUseTest {
    private static String product;
    private static String tests;

    static List<Declaration> declarations() {
        return Declarations.all();
    }

    @BeforeAll
    static void readSources() {
        product = text(Stream.of(
                        Source.below("src/vpnsentinel", ".java"),
                        Source.below("server-routes", ".yaml"),
                        Source.below("client-routes", ".yaml"))
                .flatMap(List::stream)
                .filter(source -> !source.path().startsWith("src/vpnsentinel/settings")));
        tests = text(Source.below("src-test", ".java").stream()
                .filter(source -> !source.path().startsWith("src-test/conventions"))
                .filter(source -> !source.path().startsWith("src-test/vpnsentinel/settings")));
    }

    private static String text(Stream<Source> sources) {
        return sources.map(Source::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everySettingDoesSomething(Declaration declared) {
        String settings = text(Source.below("src/vpnsentinel/settings", ".java").stream());
        boolean typed = settings.contains("(\"" + declared.key() + "\")");

        assertThat(typed
                        || product.contains("\"" + declared.key() + "\"")
                        || product.contains("{{" + declared.key() + "}}")
                        || product.contains("{{" + declared.key() + ":")
                        || product.contains("{{?" + declared.key() + "}}")
                        || isComposed(declared.key()))
                .as("%s (%s) is used by code or a route", declared.name(), declared.key())
                .isTrue();
    }

    /** Settings that several listeners have are read as listener and rest: {@code "server." + name + ".bind"}. */
    private static boolean isComposed(String key) {
        String first = key.substring(0, key.indexOf('.') + 1);
        String last = key.substring(Math.max(0, key.lastIndexOf('.')));
        return product.contains("\"" + first + "\"") && product.contains("\"" + last + "\"");
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everySettingHasATest(Declaration declared) {
        assertThat(tests.contains(declared.name()) || tests.contains("\"" + declared.key() + "\""))
                .as("a test names %s or %s", declared.name(), declared.key())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everySettingIsExplained(Declaration declared) {
        assertThat(declared.effect()).as(declared.name()).matches("(?s)[`A-Z].{12,}[.]");
        assertThat(declared.half()).isIn("both", "server", "client");
        assertThat(declared.names())
                .as("names of %s", declared.key())
                .isNotEmpty()
                .allMatch(n -> n.matches("[A-Z0-9_]+"));
    }

    @Test
    void noTwoSettingsShareAName() {
        assertThat(Declarations.all().stream().flatMap(each -> each.names().stream()))
                .doesNotHaveDuplicates();
        assertThat(Declarations.all().stream().map(Declaration::key)).doesNotHaveDuplicates();
    }

    @Test
    void secretsHaveNoDefault() {
        assertThat(Declarations.all())
                .filteredOn(each -> each.kind().word().equals("secret"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.standard()).isEmpty());
    }

    @Test
    void theFileOfDeclarationsIsTheOneInTheSources() {
        String file = Source.read(Path.of("src/sentinel.properties")).text();

        assertThat(Declarations.all())
                .allSatisfy(each -> assertThat(file).contains(each.key() + "=" + each.standard()));
    }
}
