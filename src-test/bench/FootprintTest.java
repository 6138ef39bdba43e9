package bench;

import static org.assertj.core.api.Assertions.assertThat;

import bench.FootprintBench.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FootprintTest {
    @Test
    void theWordsSayHowLongAndWhat() {
        Plan plan = Plan.of(List.of("--minutes", "3", "--", "server", "java", "-x", "--", "java", "check"))
                .orElseThrow();

        assertThat(plan.time()).isEqualTo(Duration.ofMinutes(3));
        assertThat(plan.subjects())
                .containsExactly(new FootprintBench.Subject("server", List.of("java", "-x"), List.of("java", "check")));
    }

    @Test
    void whatIsNoMinuteIsNotUnderstood() {
        assertThat(Stream.of("--minutes", "--hours 3", "--minutes many")
                        .map(words -> Plan.of(List.of(words.split(" ")))))
                .containsOnly(Optional.empty());
    }

    @Test
    void itReadsThisProcess() {
        Footprint seen = Footprint.of(ProcessHandle.current().pid(), Duration.ofSeconds(1));

        assertThat(seen.resident()).isGreaterThan(1_000).isGreaterThanOrEqualTo(seen.proportional());
        assertThat(seen.threads()).isPositive();
    }

    @Test
    void theTableShowsWhatWasSeenBesideItsLimit() {
        FootprintTable table = new FootprintTable(Duration.ofMinutes(10), 100);
        table.add("server", new Footprint(Duration.ofMillis(1_540), 102_400, 51_200, 31, OptionalLong.of(9_000)));
        table.addCheck("server", new HealthCheckCost(0.05, 30_720, 0));

        assertThat(table.text())
                .contains("| server | 1.54 (1.6) | 100.0 (125) | 50.0 | 31 | 9000 | 0.05 (0.3), 30.0 (40) | ");
    }
}
