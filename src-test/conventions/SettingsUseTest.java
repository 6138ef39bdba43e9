package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;
import vpnsentinel.settings.Half;
import vpnsentinel.settings.Settings;

/** A setting is declared once, does something, is asked for by its type, and a test would notice if it no longer did. */
class SettingsUseTest {
    private static final Pattern QUESTION = Pattern.compile("settings\\s*\\.(\\w+)\\(\"([^\"]+)\"\\)");

    private static String product;
    private static String tests;

    static List<Declaration> declarations() {
        return Declarations.all();
    }

    /** Those that a half reads, and not only the description of its container. */
    static List<Declaration> ofTheHalves() {
        return Declarations.all().stream()
                .filter(each -> !each.half().equals("containers"))
                .toList();
    }

    @BeforeAll
    static void readSources() {
        product = text(Stream.of(
                        Source.below("src/vpnsentinel", ".java"),
                        Source.below("server-routes", ".yaml"),
                        Source.below("client-routes", ".yaml"))
                .flatMap(List::stream)
                .filter(source -> !source.path().endsWith("SettingsRules.java")));
        tests = text(Source.below("src-test", ".java").stream()
                .filter(source -> !source.path().startsWith("src-test/conventions"))
                .filter(source -> !source.path().startsWith("src-test/vpnsentinel/settings")));
    }

    private static String text(Stream<Source> sources) {
        return sources.map(Source::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("ofTheHalves")
    void everySettingDoesSomething(Declaration declared) {
        String key = declared.key();

        assertThat(product.contains("\"" + key + "\"")
                        || product.contains("{{" + key + "}}")
                        || product.contains("{{" + key + ":")
                        || product.contains("{{?" + key + "}}")
                        || declared.millisKey()
                                .filter(millis -> product.contains("{{" + millis + "}}"))
                                .isPresent()
                        || isOfAListener(key))
                .as("%s (%s) is used by code or a route", declared.name(), key)
                .isTrue();
    }

    /** What listeners have in common is read together: {@code listener("server.api")}. */
    private static boolean isOfAListener(String key) {
        String prefix = key.replaceFirst("\\.(bind|port)$", "");
        return !prefix.equals(key)
                && (product.contains("listener(\"" + prefix + "\")")
                        || product.contains("optionalListener(\"" + prefix + "\")"));
    }

    @Test
    void everySettingIsAskedForByItsType() {
        List<Settings> halves = Stream.of(Half.values())
                .map(half -> Settings.read(
                        Map.of("VPN_SENTINEL_API_KEY", "k", "VPN_SENTINEL_URL", "http://192.0.2.7:5000"), half))
                .toList();
        List<String> wrong = QUESTION.matcher(product)
                .results()
                .flatMap(each -> halves.stream().flatMap(half -> wrong(half, each.group(1), each.group(2)).stream()))
                .toList();

        assertThat(QUESTION.matcher(product).results().count()).isGreaterThan(50);
        assertThat(wrong).isEmpty();
    }

    /** What is wrong with the question, apart from a value that is not set here. */
    private static Optional<String> wrong(Settings settings, String getter, String key) {
        try {
            Settings.class.getMethod(getter, String.class).invoke(settings, key);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()))
                    .filter(message -> !message.contains("here it is not set"));
        } catch (ReflectiveOperationException e) {
            return Optional.of(getter + "(\"" + key + "\") is no question to settings");
        }
    }

    @ParameterizedTest
    @MethodSource("ofTheHalves")
    void everySettingHasATest(Declaration declared) {
        assertThat(tests.contains(declared.name()) || tests.contains("\"" + declared.key() + "\""))
                .as("a test names %s or %s", declared.name(), declared.key())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void everySettingIsExplained(Declaration declared) {
        assertThat(declared.effect()).as(declared.name()).matches("(?s)[`A-Z].{12,}[.]");
        assertThat(declared.half()).isIn("both", "server", "client", "containers");
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
                .filteredOn(each -> each.kind().isSecret())
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
