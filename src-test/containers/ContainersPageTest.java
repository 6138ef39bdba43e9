package containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page of the containers says, and what its commands mean. */
class ContainersPageTest {
    private static final Pattern GROUP = Pattern.compile("(?m)^\\| [^|]+, (\\d+) \\|");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./sentinel containers ([^#\\n]+?) *(?:#.*)?$");
    private static final Pattern INSTALL = Pattern.compile("(?m)^apt-get install --no-install-recommends (.+)$");

    private final String page = Files.readString(Path.of("src-test/containers/README.md"));

    ContainersPageTest() throws IOException {}

    @Test
    void itCountsEveryRow() {
        List<Integer> groups = GROUP.matcher(page)
                .results()
                .map(group -> Integer.valueOf(group.group(1)))
                .toList();

        assertThat(groups).hasSize(5);
        assertThat(groups.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(Rows.all().size());
    }

    @Test
    void noTwoRowsHaveOneName() {
        assertThat(Rows.all()).extracting(Row::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
    }

    @Test
    void eachOfItsCommandsIsUnderstood() {
        List<Options> all = COMMAND.matcher(page)
                .results()
                .map(command -> Options.parse(List.of(command.group(1).split(" "))))
                .toList();

        assertThat(all)
                .containsExactly(
                        new Options(true, false, Duration.ZERO),
                        new Options(false, true, Duration.ZERO),
                        new Options(false, false, Duration.ofSeconds(60)));
    }

    @Test
    void whatIsNoOptionIsRefused() {
        assertThatThrownBy(() -> Options.parse(List.of("--quick"))).hasMessageContaining("--quick");
        assertThatThrownBy(() -> Options.parse(List.of("--slack"))).hasMessageContaining("expected seconds");
    }

    @Test
    void itInstallsWhatTheIntegrationInstalls() throws IOException {
        String packages = INSTALL.matcher(page)
                .results()
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of(".ci/run"))).contains("containers=(" + packages + ")");
    }
}
