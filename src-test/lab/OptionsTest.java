package lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import lab.row.Row;
import lab.row.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the laboratory is asked for. */
class OptionsTest {
    @Test
    void withoutWordsEveryRowIsRun() {
        List<Row> rows = Rows.all();

        assertThat(Options.parse(List.of()).choose(rows)).isEqualTo(rows);
    }

    @Test
    void namedRowsAreRunInTheirOrder() {
        Options options = Options.parse(List.of("--only", "udp-direct,tunnel-dropped"));

        assertThat(options.choose(Rows.all())).extracting(Row::name).containsExactly("tunnel-dropped", "udp-direct");
    }

    @Test
    void quickRunsTheFewThatStandForAll() {
        List<Row> quick = Options.parse(List.of("--quick")).choose(Rows.all());

        assertThat(quick).hasSizeBetween(5, 12).allMatch(Row::quick);
    }

    @Test
    void thePlanIsDrawnUnlessNamed() {
        Random random = new Random(1);

        assertThat(Options.parse(List.of("--plan", "routable")).planOr(random)).isEqualTo("routable");
        assertThat(random.ints(20, 0, 2)
                        .mapToObj(each -> Options.parse(List.of()).planOr(random)))
                .contains("doc", "routable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--only", "--plan", "--plan moon", "--slack much"})
    void whatItDoesNotKnowIsRefused(String words) {
        assertThatThrownBy(() -> Options.parse(List.of(words.split(" ")))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSlowMachineIsGivenMoreTimeAndNothingElse() {
        Options options = Options.parse(List.of("--slack", "20"));

        assertThat(options.choose(Rows.all()))
                .hasSameSizeAs(Rows.all())
                .isNotEqualTo(Rows.all())
                .extracting(Row::expectedStatus)
                .containsExactlyElementsOf(
                        Rows.all().stream().map(Row::expectedStatus).toList());
    }

    @Test
    void aRowThatDoesNotExistIsRefused() {
        Options options = Options.parse(List.of("--only", "no-such-row"));

        assertThatThrownBy(() -> options.choose(Rows.all())).hasMessageContaining("no-such-row");
    }
}
