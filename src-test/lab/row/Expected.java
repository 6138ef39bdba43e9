package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Fact;

/**
 * What is right to say about a fault. {@link Right} makes the usual ones.
 *
 * @param status the status that it must lead to
 * @param findings one of them must be among the reasons; empty: any
 * @param allowed the statuses that may be seen on the way
 * @param told what is told of it
 * @param limits how long that may take
 * @param backWords what one message after the fault must hold; empty: none is asked for
 * @param outside what the packet counter must say
 * @param logged what one line of the client's log must hold; empty: none is asked for
 * @param absent what may not even be among the reasons for a moment
 */
record Expected(
        String status,
        List<Fact> findings,
        Set<String> allowed,
        Told told,
        Limits limits,
        List<String> backWords,
        Outside outside,
        List<String> logged,
        List<Fact> absent) {

    Expected {
        findings = List.copyOf(findings);
        allowed = Set.copyOf(allowed);
        backWords = List.copyOf(backWords);
        logged = List.copyOf(logged);
        absent = List.copyOf(absent);
    }

    Expected(
            String status,
            List<Fact> findings,
            Set<String> allowed,
            Told told,
            Limits limits,
            List<String> backWords,
            Outside outside) {
        this(status, findings, allowed, told, limits, backWords, outside, List.of(), List.of());
    }

    /** Whether packets left beside the tunnel. */
    enum Outside {
        SOME,
        NONE,
        ANY
    }

    /**
     * What messages say.
     *
     * @param words what one must hold, all of them; empty: no message may be sent
     * @param titles one of these findings must be named beside the words; empty: any or none
     * @param forbidden what none may hold; with empty words, anything else may then be told
     * @param once whether that message may come only once
     */
    record Told(List<String> words, List<Fact> titles, List<String> forbidden, boolean once) {
        Told {
            words = List.copyOf(words);
            titles = List.copyOf(titles);
            forbidden = List.copyOf(forbidden);
        }

        /** Whether this is the message. */
        boolean isBy(String message) {
            return Verdict.holds(message, words)
                    && (titles.isEmpty() || titles.stream().anyMatch(fact -> names(message, fact)));
        }

        /** A finding is named by what the first line says of the client, or by its title among what else there is. */
        private static boolean names(String message, Fact fact) {
            String first = message.lines().findFirst().orElse("");
            return first.endsWith(" " + fact.state())
                    || message.lines()
                            .filter(line -> line.startsWith("Also: "))
                            .anyMatch(line -> Verdict.holds(line, List.of(fact.title())));
        }
    }

    /**
     * How long it may take.
     *
     * @param alarm from the fault until it is not green any more
     * @param status from the fault
     * @param message from the fault
     * @param back until it is green again after the fault; zero: it was green all the time
     */
    record Limits(Duration alarm, Duration status, Duration message, Duration back) {}

    /** Whether it is right that nothing is said, however long one waits. */
    boolean quiet() {
        return told.words().isEmpty();
    }

    /** The status comes in that time, the message a little later. */
    Expected within(Duration status) {
        return within(status, status.plus(Right.TO_TELL));
    }

    Expected within(Duration status, Duration message) {
        return limits(new Limits(status, status, message, limits.back()));
    }

    /** It is not green any more in that time, though the status may take longer. */
    Expected alarmWithin(Duration time) {
        return limits(new Limits(time, limits.status(), limits.message(), limits.back()));
    }

    Expected backWithin(Duration time) {
        return limits(new Limits(limits.alarm(), limits.status(), limits.message(), time));
    }

    Expected slower(Duration slack) {
        return limits(new Limits(
                limits.alarm().plus(slack),
                limits.status().plus(slack),
                limits.message().plus(slack),
                limits.back().isZero() ? Duration.ZERO : limits.back().plus(slack)));
    }

    private Expected limits(Limits other) {
        return new Expected(status, findings, allowed, told, other, backWords, outside, logged, absent);
    }

    Expected alsoSeen(String... more) {
        Set<String> all = Stream.concat(allowed.stream(), Stream.of(more)).collect(Collectors.toSet());
        return new Expected(status, findings, all, told, limits, backWords, outside, logged, absent);
    }

    /** Not even on the way. */
    Expected neverSeen(String status) {
        Set<String> others =
                allowed.stream().filter(each -> !each.equals(status)).collect(Collectors.toSet());
        return new Expected(this.status, findings, others, told, limits, backWords, outside, logged, absent);
    }

    /** These are not found, not even for a moment. */
    Expected neverFound(Fact... facts) {
        return new Expected(status, findings, allowed, told, limits, backWords, outside, logged, List.of(facts));
    }

    Expected never(String... words) {
        return told(new Told(told.words(), told.titles(), List.of(words), told.once()));
    }

    Expected once() {
        return told(new Told(told.words(), told.titles(), told.forbidden(), true));
    }

    /** The message says these words as well. */
    Expected saying(String... more) {
        List<String> words =
                Stream.concat(told.words().stream(), Stream.of(more)).toList();
        return told(new Told(words, told.titles(), told.forbidden(), told.once()));
    }

    /** The message may name one of these instead, where the client itself sees it sooner. */
    Expected orTold(Fact... more) {
        List<Fact> titles =
                Stream.concat(told.titles().stream(), Stream.of(more)).toList();
        return told(new Told(told.words(), titles, told.forbidden(), told.once()));
    }

    private Expected told(Told other) {
        return new Expected(status, findings, allowed, other, limits, backWords, outside, logged, absent);
    }

    Expected outside(Outside truth) {
        return new Expected(status, findings, allowed, told, limits, backWords, truth, logged, absent);
    }

    /** The judged client logs a line with these words, in the time of the status: what no page of the server shows. */
    Expected logs(String... words) {
        return new Expected(status, findings, allowed, told, limits, backWords, outside, List.of(words), absent);
    }
}
