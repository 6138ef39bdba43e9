package lab.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.row.Observation.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vpnsentinel.network.Fact;

/** The judge: a row is right only with its status, for its reason, told in its words, in its time, and proven by the network. */
class VerdictTest {
    private static final Expected RED = Right.red(Fact.EXIT_ON_HOME_LINE).alarmWithin(Right.LOCAL);
    private static final Expected QUIET = row("provider-500").expected();
    private static final String LEAK = "🔴 one is exposed\nYour home address … is visible. Was green for 8 s.";
    private static final String HEALED = "🟢 one is protected again\nWas red for 9 s.";

    private static Row row(String name) {
        return Rows.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Observation leak(long outside, double status, List<String> statuses, String message, double told) {
        return new Observation(
                new Truth(Set.of("203.0.113.10"), Set.of(), outside),
                statuses,
                List.of("exit-on-home-line"),
                time(Math.min(status, 2)),
                time(status),
                message.isEmpty() ? List.of() : List.of(message),
                time(told),
                time(2),
                List.of(HEALED),
                List.of());
    }

    private static Optional<Duration> time(double seconds) {
        return seconds < 0 ? Optional.empty() : Optional.of(Duration.ofMillis((long) (seconds * 1000)));
    }

    @Test
    void aLeakThatIsShownAndToldInTimeIsRight() {
        assertThat(Verdict.of(RED, leak(9, 3, List.of("green", "red"), LEAK, 4)))
                .isEmpty();
    }

    @Test
    void aLeakThatTheNetworkDoesNotShowProvesNothing() {
        assertThat(Verdict.of(RED, leak(0, 3, List.of("green", "red"), LEAK, 4)))
                .containsExactly("the fault did not take: no packet left beside the tunnel");
    }

    @Test
    void alwaysYellowPassesNothing() {
        assertThat(Verdict.of(RED, leak(9, -1, List.of("yellow"), "", -1))).hasSize(2);
        assertThat(Verdict.of(QUIET, quiet(List.of("yellow"), List.of()))).contains("was yellow");
    }

    @Test
    void whatComesTooLateIsWrong() {
        assertThat(Verdict.of(RED, leak(9, 99, List.of("green", "red"), LEAK, 99.5)))
                .containsExactly("status only after 99.0 s", "message only after 99.5 s");
    }

    @Test
    void anAlarmThatComesTooLateIsWrongThoughTheStatusComesInTime() {
        Observation late = leak(9, 9, List.of("green", "red"), LEAK, 9);
        Observation seen = new Observation(
                late.truth(),
                late.statuses(),
                late.findings(),
                late.statusAfter(),
                late.statusAfter(),
                late.messages(),
                late.messageAfter(),
                late.backAfter(),
                late.backMessages(),
                late.log());

        assertThat(Verdict.of(RED, late)).isEmpty();
        assertThat(Verdict.of(RED, seen)).containsExactly("alarm only after 9.0 s");
    }

    @Test
    void whatMayNotBeFoundMayNotEvenBeFoundForAMoment() {
        Expected expected = RED.neverFound(Fact.EXIT_ON_HOME_LINE);

        assertThat(Verdict.of(expected, leak(9, 3, List.of("green", "red"), LEAK, 4)))
                .containsExactly("found exit-on-home-line");
        assertThat(Verdict.of(RED.neverFound(Fact.DNS_LEAK), leak(9, 3, List.of("green", "red"), LEAK, 4)))
                .isEmpty();
    }

    @Test
    void aLeakThatHealsMustBeTold() {
        Observation seen = leak(9, 3, List.of("green", "red"), LEAK, 4);
        Observation untold = new Observation(
                seen.truth(),
                seen.statuses(),
                seen.findings(),
                seen.alarmAfter(),
                seen.statusAfter(),
                seen.messages(),
                seen.messageAfter(),
                Optional.empty(),
                List.of(),
                seen.log());

        assertThat(Verdict.of(RED, untold))
                .containsExactly("not green again", "no message with [🟢, was ] after it but []");
    }

    @Test
    void quietMeansGreenAndNotAWord() {
        assertThat(Verdict.of(QUIET, quiet(List.of("green"), List.of()))).isEmpty();
        assertThat(Verdict.of(QUIET, quiet(List.of("green"), List.of("one: hello\nworld"))))
                .containsExactly("told: one: hello / world");
    }

    @Test
    void whatMayNeverBeSeenIsWrongOnTheWayToo() {
        Expected unknown = row("baseline-unknown").expected();
        String message = "🟡 one " + Fact.BASELINE_UNKNOWN.state() + "\nSeen for the first time.";

        assertThat(Verdict.of(unknown, leak(0, 3, List.of("yellow"), message, 4)))
                .isEmpty();
        assertThat(Verdict.of(unknown, leak(0, 3, List.of("green", "yellow"), message, 4)))
                .containsExactly("was green");
    }

    @Test
    void onABadLineAnythingMayBeToldButALeak() {
        Expected bad = row("bad-line").expected();

        assertThat(Verdict.of(bad, quiet(List.of("green", "silent"), List.of("⚫ one is silent"))))
                .isEmpty();
        assertThat(Verdict.of(bad, quiet(List.of("green"), List.of("🔴 one is exposed"))))
                .hasSize(2);
    }

    @Test
    void aRestartRepeatsNothing() {
        Expected once = row("client-restart").expected();
        Observation seen = leak(9, 3, List.of("green", "red"), LEAK, 4);
        Observation twice = new Observation(
                seen.truth(),
                seen.statuses(),
                seen.findings(),
                seen.alarmAfter(),
                seen.statusAfter(),
                List.of(LEAK, LEAK),
                seen.messageAfter(),
                seen.backAfter(),
                seen.backMessages(),
                seen.log());

        assertThat(Verdict.of(once, twice)).containsExactly("told 2 times");
    }

    private static Observation quiet(List<String> statuses, List<String> messages) {
        return new Observation(
                new Truth(Set.of("198.51.100.10"), Set.of(), 0),
                statuses,
                List.of(),
                Optional.empty(),
                time(0.3),
                messages,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    @Test
    void alwaysGreenIsNoClosedKillSwitch() {
        Expected closed = row("default-kill-switch-closed").expected();
        Observation green = atFirst(List.of());

        assertThat(Verdict.of(closed, green))
                .containsExactly("no line with [kill switch tried: CLOSED] in the client's log");
        assertThat(Verdict.of(closed, atFirst(List.of("INFO  client    kill switch tried: CLOSED, …"))))
                .isEmpty();
    }

    private static Observation atFirst(List<String> log) {
        return new Observation(
                new Truth(Set.of("198.51.100.10"), Set.of(), 0),
                List.of("yellow", "green"),
                List.of(),
                time(6),
                time(8),
                List.of("🟢 one is protected\nSeen for the first time."),
                time(8),
                Optional.empty(),
                List.of(),
                log);
    }

    @Test
    void aStalledTunnelMustBeCalledSo() {
        Expected stalled = row("tunnel-stalled-lan").expected();

        assertThat(Verdict.of(
                        stalled, stalled("🟡 one has lost its tunnel\nNothing comes out of wg0, … Was green for 9 s.")))
                .isEmpty();
        assertThat(Verdict.of(stalled, stalled("🟡 one cannot be checked now\n…")))
                .isNotEmpty();
    }

    private static Observation stalled(String message) {
        boolean named = message.contains("has lost its tunnel");
        return new Observation(
                new Truth(Set.of(), Set.of(), 0),
                List.of("green", "yellow"),
                List.of(named ? "tunnel-gone" : "exit-not-verifiable"),
                time(17),
                time(named ? 17 : -1),
                List.of(message),
                time(named ? 18 : -1),
                time(9),
                List.of("🟢 one is protected again\nWas yellow for 9 s."),
                List.of());
    }

    static List<Row> rows() {
        return Rows.all();
    }

    @Test
    void rowsHaveDifferentNames() {
        List<String> names = rows().stream().map(Row::name).toList();

        assertThat(names).hasSize(new HashSet<>(names).size()).hasSizeGreaterThan(35);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowAllowsWhatItExpectsAndForbidsSomething(Row row) {
        Expected expected = row.expected();

        assertThat(expected.allowed()).contains(expected.status());
        assertThat(expected.allowed())
                .as("colours that it forbids")
                .isNotEqualTo(new HashSet<>(Arrays.asList("green", "yellow", "red", "silent")));
        assertThat(expected.quiet() || !expected.told().words().isEmpty()).isTrue();
        assertThat(expected.status().matches("red|yellow")
                        && expected.findings().isEmpty())
                .as("a colour without a reason")
                .isFalse();
    }
}
