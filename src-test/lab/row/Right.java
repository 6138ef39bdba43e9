package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import lab.row.Expected.Limits;
import lab.row.Expected.Outside;
import lab.row.Expected.Told;
import vpnsentinel.verdict.Fact;

/** What is right to say, in the kinds that rows are of. */
final class Right {
    /** At an interval of five seconds: two rounds, with the patience of a probe that gets no answer in one of them. */
    static final Duration STATUS = Duration.ofSeconds(20);

    private static final Limits LEAK = new Limits(STATUS, Duration.ofSeconds(30), Duration.ofSeconds(25));
    private static final Limits NO_RETURN = new Limits(STATUS, Duration.ofSeconds(30), Duration.ZERO);
    private static final Limits SILENCE =
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(70), Duration.ofSeconds(45));

    private Right() {}

    /** The address is exposed, for one of these reasons. */
    static Expected red(Fact... findings) {
        return leak("red", Set.of("green", "yellow", "red"), List.of(), findings)
                .outside(Outside.SOME);
    }

    /** Something leaks or is unproven, for one of these reasons, and the address is not exposed. */
    static Expected yellow(Fact... findings) {
        return leak("yellow", Set.of("green", "yellow"), List.of("→ red"), findings);
    }

    private static Expected leak(String status, Set<String> allowed, List<String> forbidden, Fact... findings) {
        return new Expected(
                status,
                List.of(findings),
                allowed,
                new Told(List.of("→ " + status), List.of(findings), forbidden, false),
                LEAK,
                List.of("→ green"),
                Outside.ANY);
    }

    /** No keepalive, and no leak is claimed. */
    static Expected silent() {
        return new Expected(
                "silent",
                List.of(),
                Set.of("green", "yellow", "silent"),
                new Told(List.of("No Keepalive"), List.of(), List.of("→ red"), true),
                SILENCE,
                List.of("Back Again", "green"),
                Outside.ANY);
    }

    /** What a first sight must say of a client that starts in the middle of a leak. */
    static Expected exposedAtFirstSight(Fact finding) {
        return new Expected(
                "red",
                List.of(finding),
                Set.of("yellow", "red"),
                new Told(List.of("is red"), List.of(finding), List.of(), true),
                LEAK,
                List.of("→ green"),
                Outside.SOME);
    }

    /** Green all the time, and told. */
    static Expected news(String words) {
        return green(new Told(List.of(words), List.of(), List.of(), true));
    }

    /** Green, and not a word. */
    static Expected quiet() {
        return green(new Told(List.of(), List.of(), List.of(), false));
    }

    private static Expected green(Told told) {
        return new Expected("green", List.of(), Set.of("green"), told, NO_RETURN, List.of(), Outside.ANY);
    }
}
