package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import vpnsentinel.verdict.Fact;

/**
 * What is right to say about a fault.
 *
 * @param status the status that it must lead to
 * @param findings one of them must be among the reasons; empty: any
 * @param allowed the statuses that may be seen on the way
 * @param words what one message must hold, all of them; empty: no message may be sent
 * @param forbidden what no message may hold
 * @param once whether that message may come only once
 * @param statusWithin from the fault
 * @param messageWithin from the fault, or from the last step after it
 * @param back until it is green again after the fault; zero: it was green all the time
 * @param backWords what one message after the fault must hold; empty: none is asked for
 * @param outside what the packet counter must say
 */
record Expected(
        String status,
        List<Fact> findings,
        Set<String> allowed,
        List<String> words,
        List<String> forbidden,
        boolean once,
        Duration statusWithin,
        Duration messageWithin,
        Duration back,
        List<String> backWords,
        Outside outside) {

    /** Whether packets left beside the tunnel. */
    enum Outside {
        SOME,
        NONE,
        ANY
    }

    Expected {
        findings = List.copyOf(findings);
        allowed = Set.copyOf(allowed);
        words = List.copyOf(words);
        forbidden = List.copyOf(forbidden);
        backWords = List.copyOf(backWords);
    }

    /** Whether it is right that nothing is said, however long one waits. */
    boolean quiet() {
        return words.isEmpty();
    }

    Expected within(Duration status, Duration message) {
        return new Expected(
                this.status, findings, allowed, words, forbidden, once, status, message, back, backWords, outside);
    }

    Expected backWithin(Duration time) {
        return new Expected(
                status,
                findings,
                allowed,
                words,
                forbidden,
                once,
                statusWithin,
                messageWithin,
                time,
                backWords,
                outside);
    }

    Expected alsoSeen(String... more) {
        return new Expected(
                status,
                findings,
                java.util.stream.Stream.concat(allowed.stream(), java.util.Arrays.stream(more))
                        .collect(java.util.stream.Collectors.toSet()),
                words,
                forbidden,
                once,
                statusWithin,
                messageWithin,
                back,
                backWords,
                outside);
    }

    Expected never(String... words) {
        return new Expected(
                status,
                findings,
                allowed,
                this.words,
                List.of(words),
                once,
                statusWithin,
                messageWithin,
                back,
                backWords,
                outside);
    }

    Expected outside(Outside truth) {
        return new Expected(
                status, findings, allowed, words, forbidden, once, statusWithin, messageWithin, back, backWords, truth);
    }
}
