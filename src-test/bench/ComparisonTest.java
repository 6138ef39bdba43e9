package bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The benchmark's arithmetic: what counts as whole, what is compared. */
class ComparisonTest {
    @Test
    void requestsUnderWayAtTheCutOffAreTheOnlyAllowedDifference() {
        assertThat(run(1000, 0, 1000).isWhole()).isTrue();
        assertThat(run(1000, 0, 1016).isWhole()).isTrue();
        assertThat(run(1000, 0, 1017).isWhole()).isFalse();
        assertThat(run(1000, 0, 999).isWhole()).isFalse();
        assertThat(run(1000, 1, 1000).isWhole()).isFalse();
    }

    @Test
    void mediansAreCompared() {
        List<Measurement> raw = List.of(run(900, 0, 900), run(1000, 0, 1000), run(5000, 0, 5000));
        List<Measurement> ours = List.of(run(500, 0, 500), run(700, 0, 700));

        Comparison comparison = new Comparison(16, raw, ours);

        assertThat(comparison.rateRatio()).isEqualTo(0.6);
        assertThat(comparison.rows()).contains("| 16 | **ratio** | **0.60** | | | **1.00** |");
    }

    @Test
    void wordsAreUnderstoodOrRefused() {
        assertThat(Options.of(new String[0])).contains(new Options(10, 30, 3, 16));
        assertThat(Options.of(new String[] {"--seconds", "5", "--warmup", "40"}))
                .contains(new Options(5, 40, 3, 16));
        assertThat(Options.of(new String[] {"--seconds"})).isEqualTo(Optional.empty());
        assertThat(Options.of(new String[] {"--seconds", "0"})).isEqualTo(Optional.empty());
        assertThat(Options.of(new String[] {"--fast", "1"})).isEqualTo(Optional.empty());
    }

    private static Measurement run(long requests, long refused, long recorded) {
        return new Measurement(16, new Wrk.Load(requests, 1, 1, 2, refused, 0), 20, 0.5, recorded);
    }
}
