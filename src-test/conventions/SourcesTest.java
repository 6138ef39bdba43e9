package conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/** What the text of sources must be. */
class SourcesTest {
    private static final Pattern COLOUR = Pattern.compile("(?i)(?<![a-z])(red|yellow|green)(?![a-z])");
    /** An address; not a block of many neighbours, which is nobody's. */
    private static final Pattern V4 =
            Pattern.compile("(?<![\\d.])\\d{1,3}(\\.\\d{1,3}){3}(?![\\d.]|/(?:\\d|1\\d|2[0-4])\\b)");

    private static final Pattern ASN = Pattern.compile("(?i)\\bAS(\\d{1,10})\\b");
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^( {4})?public (?:static |abstract |sealed |non-sealed |final )*(?:class|record|interface|enum) (\\w+)");

    /** Documentation, benchmarks, private use, and this host; then public resolvers, which are known by their address. */
    private static final List<Prefix> ALLOWED = Prefix.parseList("""
            203.0.113.0/24 198.51.100.0/24 192.0.2.0/24 198.18.0.0/15
            10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 169.254.0.0/16 127.0.0.0/8 100.64.0.0/10
            0.0.0.0/8 224.0.0.0/3 100.128.0.1 172.32.0.1
            1.1.1.1 1.0.0.1 8.8.8.8 8.8.4.4 9.9.9.9 9.9.9.0 149.112.112.112 208.67.222.222 208.67.220.220
            """);
    /** Public operators that the product knows by number, beside those for documentation and private use. */
    private static final List<Long> KNOWN_NETWORKS = List.of(15169L, 13335L, 19281L, 36692L, 34939L, 212772L);

    static List<Source> rules() {
        return Source.below("src/vpnsentinel/verdict", ".java");
    }

    static List<Source> product() {
        return Source.below("src/vpnsentinel", ".java").stream()
                .filter(source -> !source.path().endsWith("package-info.java"))
                .toList();
    }

    static List<Source> tests() {
        return Stream.of(".java", ".json", ".txt", ".yaml")
                .flatMap(ending -> Source.below("src-test", ending).stream())
                .filter(source -> !source.path().endsWith("SourcesTest.java"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rulesKnowNoColour(Source source) {
        assertThat(hits(COLOUR, source.text())).as("colours in %s", source).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("product")
    void everyPublicTypeIsDefined(Source source) {
        Matcher type = PUBLIC_TYPE.matcher(source.text());
        while (type.find()) {
            String before = source.text().substring(0, type.start()).stripTrailing();
            while (before.substring(before.lastIndexOf('\n') + 1).strip().startsWith("@")) {
                before = before.substring(0, before.lastIndexOf('\n')).stripTrailing();
            }
            assertThat(before).as("Javadoc of %s in %s", type.group(2), source).endsWith("*/");
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void testsUseDocumentationAddressesOnly(Source source) {
        List<String> strangers = hits(V4, source.text()).stream()
                .filter(literal -> Address.parse(literal)
                        .filter(address -> ALLOWED.stream().noneMatch(p -> p.contains(address)))
                        .isPresent())
                .toList();

        assertThat(strangers).as("addresses in %s", source).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("tests")
    void testsUseDocumentationNetworksOnly(Source source) {
        List<Long> strangers = ASN.matcher(source.text())
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .filter(number -> !(number >= 64496 && number <= 65551) && !KNOWN_NETWORKS.contains(number))
                .filter(number -> number > 1 && number < 4_200_000_000L)
                .toList();

        assertThat(strangers).as("network numbers in %s", source).isEmpty();
    }

    private static List<String> hits(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group()).toList();
    }
}
