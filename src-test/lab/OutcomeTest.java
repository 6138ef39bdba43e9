package lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.row.Result;
import lab.row.Row;
import lab.row.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several runs of a row mean, beside the list of known failures, and how the table says it. */
class OutcomeTest {
    private static final Row ROW = Rows.all().get(0);

    @ParameterizedTest(name = "{0}, known: {1}: {2} runs, right: {3}, as expected: {4}")
    @CsvSource({
        "right, false, 1, true, true",
        "wrong right right, false, 3, true, true",
        "wrong right wrong, false, 3, false, false",
        "wrong wrong right, false, 3, false, false",
        "wrong, true, 1, false, true",
        "right wrong wrong, true, 3, false, true",
        "right wrong right, true, 3, true, false",
    })
    void theMajorityDecidesWhereTheFirstRunSurprises(
            String runs, boolean known, int times, boolean right, boolean asExpected) {
        Outcome outcome = outcome(runs, known);

        assertThat(outcome.runs()).isEqualTo(times);
        assertThat(outcome.right()).isEqualTo(right);
        assertThat(outcome.asExpected()).isEqualTo(asExpected);
    }

    private static Outcome outcome(String runs, boolean known) {
        Iterator<Result> results = Stream.of(runs.split(" "))
                .map(each -> new Result(ROW, null, each.equals("right") ? List.of() : List.of("was red")))
                .iterator();
        return Outcome.of(ROW, known ? Optional.of("no probe yet") : Optional.empty(), results::next);
    }

    @Test
    void theTableSaysWhatIsWrongAndWhatIsKnown() {
        Table table = new Table(
                "doc",
                7,
                Duration.ofSeconds(90),
                List.of(
                        outcome("right", false),
                        outcome("wrong", true),
                        outcome("wrong wrong wrong", false),
                        outcome("wrong right right", false)));

        assertThat(table.summary()).isEqualTo("4 rows: 2 right, 1 known failures, 1 surprises");
        assertThat(table.markdown())
                .contains("Plan `doc`, seed 7, 90 s")
                .contains("| right |")
                .contains("known failure: no probe yet")
                .contains("**wrong**: was red (3 runs)")
                .contains("right (3 runs, one wrong: was red)");
    }

    @Test
    void knownFailuresAreReadWithTheirReasons() {
        KnownFailures known = KnownFailures.parse("# for people\n\nudp-direct: no STUN: yet\n");

        assertThat(known.reason("udp-direct")).contains("no STUN: yet");
        assertThat(known.reason("tunnel-dropped")).isEmpty();
        assertThat(known.unknown(List.of("tunnel-dropped"))).containsExactly("udp-direct");
    }

    @Test
    void aKnownFailureWithoutAReasonIsRefused() {
        assertThatThrownBy(() -> KnownFailures.parse("udp-direct:")).hasMessageContaining("udp-direct:");
    }

    @Test
    void everyKnownFailureIsOfARowThatExists() {
        assertThat(KnownFailures.ofThisTree()
                        .unknown(Rows.all().stream().map(Row::name).toList()))
                .isEmpty();
    }
}
