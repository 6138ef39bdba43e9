package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.verdict.Fact;

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
 */
record Expected(
        String status,
        List<Fact> findings,
        Set<String> allowed,
        Told told,
        Limits limits,
        List<String> backWords,
        Outside outside) {

    Expected {
        findings = List.copyOf(findings);
        allowed = Set.copyOf(allowed);
        backWords = List.copyOf(backWords);
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
                    && (titles.isEmpty()
                            || titles.stream().anyMatch(fact -> Verdict.holds(message, List.of(fact.title()))));
        }
    }

    /**
     * How long it may take.
     *
     * @param status from the fault
     * @param message from the fault
     * @param back until it is green again after the fault; zero: it was green all the time
     */
    record Limits(Duration status, Duration message, Duration back) {}

    /** Whether it is right that nothing is said, however long one waits. */
    boolean quiet() {
        return told.words().isEmpty();
    }

    Expected within(Duration status, Duration message) {
        return new Expected(
                this.status, findings, allowed, told, new Limits(status, message, limits.back()), backWords, outside);
    }

    Expected backWithin(Duration time) {
        Limits more = new Limits(limits.status(), limits.message(), time);
        return new Expected(status, findings, allowed, told, more, backWords, outside);
    }

    Expected alsoSeen(String... more) {
        Set<String> all = Stream.concat(allowed.stream(), Stream.of(more)).collect(Collectors.toSet());
        return new Expected(status, findings, all, told, limits, backWords, outside);
    }

    Expected never(String... words) {
        return told(new Told(told.words(), told.titles(), List.of(words), told.once()));
    }

    Expected once() {
        return told(new Told(told.words(), told.titles(), told.forbidden(), true));
    }

    /** The message may name one of these instead, where the client itself sees it sooner. */
    Expected orTold(Fact... more) {
        List<Fact> titles =
                Stream.concat(told.titles().stream(), Stream.of(more)).toList();
        return told(new Told(told.words(), titles, told.forbidden(), told.once()));
    }

    private Expected told(Told other) {
        return new Expected(status, findings, allowed, other, limits, backWords, outside);
    }

    Expected outside(Outside truth) {
        return new Expected(status, findings, allowed, told, limits, backWords, truth);
    }
}
