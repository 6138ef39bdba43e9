package lab.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RowsPageTest {
    private static final Pattern GROUP = Pattern.compile("(?m)^\\| [^|]+, (\\d+) \\|");

    @Test
    void thePageOfTheLaboratoryCountsEveryRow() throws Exception {
        String page = Files.readString(Path.of("src-test/lab/README.md"));

        assertThat(GROUP.matcher(page).results().mapToInt(group -> Integer.parseInt(group.group(1))))
                .hasSize(10);
        assertThat(GROUP.matcher(page)
                        .results()
                        .mapToInt(group -> Integer.parseInt(group.group(1)))
                        .sum())
                .isEqualTo(Rows.all().size());
    }
}
