package bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The client benchmark's arithmetic: what an hour is, and what is within its limits. */
class ClientNumbersTest {
    private static RoundCost cost(double cpu, int requests) {
        return new RoundCost(
                List.of(cpu, 1_000.0, cpu, 0.0, cpu),
                new Surroundings.Asked(1, 6, 9, 2),
                new Surroundings.Asked(20, 20 * requests, 180, 40));
    }

    @Test
    void anHourHasTwelveRounds() {
        Surroundings.Asked asked = cost(1, 2).asked();

        assertThat(asked.hourly(asked.requests())).isEqualTo(24);
        assertThat(asked.hourly(asked.names())).isEqualTo(108);
    }

    @Test
    void theMedianLeavesStraysAside() {
        assertThat(cost(12.5, 2).median()).isEqualTo(12.5);
    }

    @Test
    void everyLimitCounts() {
        assertThat(numbers(49, 2, 4, 0.01).areWithinLimits()).isTrue();
        assertThat(numbers(50, 2, 4, 0.01).areWithinLimits()).isFalse();
        assertThat(numbers(49, 3, 4, 0.01).areWithinLimits()).isFalse();
        assertThat(numbers(49, 2, 5, 0.01).areWithinLimits()).isFalse();
        assertThat(numbers(49, 2, 4, 0.011).areWithinLimits()).isFalse();
    }

    @Test
    void theReportNamesEachNumberAndItsLimit() {
        assertThat(numbers(49, 2, 4, 0.005).report())
                .contains("| CPU of a round, median, ms | 49.0 | 49.0 | 50 | 3.0 |")
                .contains("| third-party HTTP requests an hour | 24 | 48 | 24 / 48 | |")
                .contains("| CPU of the watch alone, % of a core | 0.50 | | 1 | |");
    }

    private static ClientNumbers numbers(double cpu, int requests, int dual, double share) {
        return new ClientNumbers(cost(cpu, requests), cost(cpu, dual), cost(3, requests), share, 90);
    }
}
