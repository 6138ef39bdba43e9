package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import lab.row.Expected.Limits;
import lab.row.Expected.Outside;
import lab.row.Expected.Told;
import vpnsentinel.network.Fact;

/** What is right to say, in the kinds that rows are of. */
final class Right {
    /** For what the judge needs to ask, and for three worlds on a few cores. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);
    /** What the client itself sees: a second between two looks, or two of them. */
    static final Duration LOCAL = Duration.ofSeconds(3).plus(TOLERANCE);
    /** What the beat shows: every five seconds, give or take a fifth, and the round that follows. */
    static final Duration BEAT = Duration.ofSeconds(8).plus(TOLERANCE);
    /** Six beats missed. */
    static final Duration SILENCE = Duration.ofSeconds(35).plus(TOLERANCE);
    /** The server notices its own new address when it misses the clients, and waits for two minutes more. */
    static final Duration TO_FOLLOW = Duration.ofSeconds(30 + 120).plus(TOLERANCE);
    /** What only a probe shows: the next round of five seconds, in which every probe may run into its time-out of five. */
    static final Duration ROUND = Duration.ofSeconds(10).plus(TOLERANCE);
    /** What counts only when two rounds brought nothing. */
    static final Duration TWO_ROUNDS = Duration.ofSeconds(20).plus(TOLERANCE);
    /** What one source alone says, until nobody has contradicted it for ten seconds. */
    static final Duration SUSPECTED = ROUND.plusSeconds(10);
    /** For that long nothing comes out of a tunnel into which packets are sent. */
    static final Duration STALL = Duration.ofSeconds(20).plus(TOLERANCE);
    /** What the watch of the name servers shows. */
    static final Duration RESOLVER = Duration.ofSeconds(15);
    /** What only the server's own zone hears: the sixth beat asks, and a round follows. */
    static final Duration ZONE = Duration.ofSeconds(35).plus(TOLERANCE);
    /** A program that opens and closes its connections is not to be told again and again. */
    static final Duration HELD = Duration.ofSeconds(33).plus(TOLERANCE);
    /** From the status to the message. */
    static final Duration TO_TELL = Duration.ofSeconds(2);

    /** From the start of the client's process: a JVM, a first round, and what follows from it. */
    static final Duration TO_START = Duration.ofSeconds(30);

    private static final Limits LEAK = limits(ROUND, ROUND.plusSeconds(5));
    private static final Limits NO_RETURN = limits(ROUND, Duration.ZERO);

    private static Limits limits(Duration status, Duration back) {
        return new Limits(status, status, status.plus(TO_TELL), back);
    }

    private Right() {}

    /** The address is exposed, for one of these reasons. */
    static Expected red(Fact... findings) {
        return leak("red", Set.of("green", "yellow", "red"), List.of(), findings)
                .outside(Outside.SOME);
    }

    /** Something leaks or is unproven, for one of these reasons, and the address is not exposed. */
    static Expected yellow(Fact... findings) {
        return leak("yellow", Set.of("green", "yellow"), List.of("🔴"), findings);
    }

    private static String mark(String status) {
        return status.equals("red") ? "🔴" : "🟡";
    }

    private static Expected leak(String status, Set<String> allowed, List<String> forbidden, Fact... findings) {
        return new Expected(
                status,
                List.of(findings),
                allowed,
                new Told(List.of(mark(status), "was "), List.of(findings), forbidden, false),
                LEAK,
                List.of("🟢", "was "),
                Outside.ANY);
    }

    /** No keepalive, and no leak is claimed. */
    static Expected silent() {
        return new Expected(
                "silent",
                List.of(),
                Set.of("green", "yellow", "silent"),
                new Told(List.of("⚫", "is silent"), List.of(), List.of("🔴"), true),
                limits(SILENCE, ROUND.plusSeconds(5)),
                List.of("🟢", "is back and is protected"),
                Outside.ANY);
    }

    /** Two clients did not follow the server to its new address, which is told in one message, two minutes after it. */
    static Expected leftBehind() {
        return new Expected(
                "silent",
                List.of(),
                Set.of("green", "silent"),
                new Told(
                        List.of("one and two are silent", "home address changed"),
                        List.of(),
                        List.of("🔴", "is silent"),
                        true),
                limits(TO_FOLLOW, ROUND),
                List.of("🟢", "is back and is protected"),
                Outside.ANY);
    }

    /** What a first sight must say of a client that starts in the middle of a leak. */
    static Expected exposedAtFirstSight(Fact finding) {
        return new Expected(
                "red",
                List.of(finding),
                Set.of("yellow", "red"),
                new Told(List.of("🔴", "for the first time"), List.of(finding), List.of(), true),
                limits(TO_START, ROUND),
                List.of("🟢", "was "),
                Outside.SOME);
    }

    /** What a first sight shows as exposed from a wrong lesson; the reason for that may come after its message. */
    static Expected redAtFirst(Fact finding) {
        return new Expected(
                "red",
                List.of(finding),
                Set.of("yellow", "red"),
                new Told(List.of("🔴", "for the first time"), List.of(), List.of(), false),
                limits(TO_START, Duration.ZERO),
                List.of(),
                Outside.ANY);
    }

    /** What is found soon after the first sight, or told with it. */
    static Expected yellowAtFirst(Fact finding) {
        return new Expected(
                "yellow",
                List.of(finding),
                Set.of("green", "yellow"),
                new Told(List.of("🟡"), List.of(finding), List.of("🔴"), true),
                limits(TO_START, Duration.ZERO),
                List.of(),
                Outside.ANY);
    }

    /** Green from the first sight on, with such a note or with none. */
    static Expected greenAtFirst(Fact... notes) {
        return new Expected(
                "green",
                List.of(notes),
                Set.of("yellow", "green"), // until the first look-up arrives
                new Told(List.of("🟢", "for the first time"), List.of(), List.of("🟡", "🔴"), true),
                limits(TO_START, Duration.ZERO),
                List.of(),
                Outside.ANY);
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
