package vpnsentinel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where the culprit is sought, beside the edits of {@link ReloadTest}: at the start, and when several files changed. */
class FaultFinderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Map<String, String> FILES = Map.of(
            "a-one.camel.yaml",
            "- route:\n    id: a-one\n    ref: common\n    ref: nonsense\n",
            "b-two.camel.yaml",
            "- route:\n    id: b-two\n    ref: common\n    uri: sheduler:two\n");
    private static final Set<String> SCHEMES = Set.of("scheduler", "seda", "direct", "b-two");

    private static String fault(String message, Map<String, String> known) {
        return FaultFinder.find(new IllegalStateException(message), FILES, known, "server-routes/", () -> SCHEMES, NOW)
                .toString();
    }

    @Test
    void atTheStartAFileAndALineThatTheEngineNamesAreTaken() {
        assertThat(fault("b-two.camel.yaml, line 2: nonsense, while parsing line: 3", Map.of()))
                .startsWith("b-two.camel.yaml:3: ");
    }

    @Test
    void atTheStartAWordOfTheReasonTellsThePlace() {
        assertThat(fault("No bean could be found in the registry for: nonsense of type: Processor", Map.of()))
                .isEqualTo("a-one.camel.yaml:4: no step or bean is named 'nonsense'");
    }

    @Test
    void aMisspeltSchemeIsToldWithTheOneThatWasMeantAndAllThatThereAre() {
        assertThat(fault("No endpoint could be found for: sheduler://two, please check your classpath", Map.of()))
                .isEqualTo("b-two.camel.yaml:4: there is no component 'sheduler'; did you mean 'scheduler'? "
                        + "there are b-two, direct, scheduler, seda; others go as jars into lib/");
    }

    @Test
    void aSchemeThatResemblesNoneIsToldWithAllThatThereAre() {
        assertThat(fault("No endpoint could be found for: kafka:two, please check your classpath", Map.of()))
                .endsWith(": there is no component 'kafka'; there are b-two, direct, scheduler, seda; "
                        + "others go as jars into lib/");
    }

    @Test
    void theRouteThatTheEngineNamesTellsTheFile() {
        assertThat(fault("Failed to create route: b-two because of common", Map.of()))
                .startsWith("b-two.camel.yaml:3: ");
    }

    @Test
    void theLastCauseIsTheReasonInOneLine() {
        Exception thrown = new IllegalStateException("outer", new IllegalArgumentException("inner\nand a dump"));

        RouteFault fault = FaultFinder.find(thrown, FILES, Map.of(), "server-routes/", () -> SCHEMES, NOW);

        assertThat(fault).isEqualTo(new RouteFault("server-routes/", 0, "inner", NOW));
        assertThat(fault).hasToString("server-routes/: inner");
    }

    @Test
    void aCauseWithoutWordsIsCalledByItsName() {
        assertThat(FaultFinder.find(new IllegalStateException(), FILES, Map.of(), "server-routes/", () -> SCHEMES, NOW)
                        .reason())
                .isEqualTo("null");
    }

    @Test
    void amongSeveralEditedFilesTheOneThatTheTextNamesIsTaken() {
        assertThat(fault("b-two.camel.yaml is odd", Map.of("a-one.camel.yaml", "x", "b-two.camel.yaml", "y")))
                .startsWith("b-two.camel.yaml");
    }

    @Test
    void aFileThatDidNotChangeIsNoSuspect() {
        Map<String, String> known =
                Map.of("a-one.camel.yaml", "- route:\n", "b-two.camel.yaml", FILES.get("b-two.camel.yaml"));

        assertThat(fault("b-two.camel.yaml: common", known)).startsWith("a-one.camel.yaml:3: ");
    }

    @Test
    void anUnknownWordIsWhereItStandsAsAWholeAndNotInAComment() {
        String text = "# not half-wrong, not wrong\n- route:\n    in: half-wrong wrongly\n    in: right, wrong\n";
        UnknownWord thrown = new UnknownWord("finding", "wrong", List.of("right", "wrung"));

        assertThat(FaultFinder.find(thrown, Map.of("a-one.camel.yaml", text), Map.of(), "server-routes/", Set::of, NOW))
                .hasToString("a-one.camel.yaml:4: no finding is named 'wrong'; did you mean 'wrung'?");
    }
}
