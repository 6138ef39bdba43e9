package deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.settings.Declaration;
import vpnsentinel.settings.Declarations;

/** The units of systemd: how much they are exposed, as systemd itself counts it, 0 to 100. */
class UnitsTest {
    private static final Pattern NAME = Pattern.compile("VPN_SENTINEL_[A-Z_]+");

    static List<Path> units() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("docker/systemd"))) {
            return all.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("units")
    void areHardened(Path unit) throws Exception {
        assertThat(Tool.of("systemd-analyze", "systemd")
                        .run(
                                Path.of("."),
                                "security",
                                "--offline=true",
                                "--threshold=20",
                                "--no-pager",
                                unit.toString())
                        .fine())
                .contains("Overall exposure level");
    }

    @ParameterizedTest
    @MethodSource("units")
    void areUnderstoodButForTheFolderThatIsNotHere(Path unit) throws Exception {
        String said = Tool.of("systemd-analyze", "systemd")
                .run(Path.of("."), "verify", "--man=no", unit.toString())
                .text();

        assertThat(said.lines().filter(line -> line.contains("vpn-sentinel-")))
                .allMatch(line -> line.contains("/opt/vpn-sentinel/sentinel is not executable"));
    }

    @ParameterizedTest
    @MethodSource("units")
    void nameSettingsThatExist(Path unit) throws IOException {
        Set<String> declared = Declarations.all().stream()
                .map(Declaration::names)
                .flatMap(List::stream)
                .collect(Collectors.toSet());

        assertThat(declared)
                .containsAll(NAME.matcher(Files.readString(unit))
                        .results()
                        .map(match -> match.group())
                        .toList());
    }
}
