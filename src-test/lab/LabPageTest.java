package lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import lab.row.Row;
import lab.row.Rows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page of the laboratory says. */
class LabPageTest {
    private static final Pattern GROUP = Pattern.compile("(?m)^\\| [^|]+, (\\d+) \\|");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./sentinel lab ([^#\\n]+?) *(?:#.*)?$");
    private static final Pattern INSTALL = Pattern.compile("(?m)^apt-get install --no-install-recommends (.+)$");

    private static String page = "";

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("src-test/lab/README.md"));
    }

    @Test
    void itCountsEveryRow() {
        List<Integer> groups = GROUP.matcher(page)
                .results()
                .map(group -> Integer.valueOf(group.group(1)))
                .toList();

        assertThat(groups).hasSize(12);
        assertThat(groups.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(Rows.all().size());
    }

    @Test
    void eachOfItsCommandsIsUnderstoodAndChoosesRows() {
        List<Row> rows = Rows.all();
        List<List<String>> commands = COMMAND.matcher(page)
                .results()
                .map(command -> List.of(command.group(1).split(" ")))
                .toList();

        assertThat(commands)
                .hasSize(5)
                .allSatisfy(
                        words -> assertThat(Options.parse(words).choose(rows)).isNotEmpty());
    }

    @Test
    void itInstallsWhatTheIntegrationInstalls() throws IOException {
        String packages = INSTALL.matcher(page)
                .results()
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(Files.readString(Path.of(".ci/run"))).contains("laboratory=(" + packages + ")");
    }
}
