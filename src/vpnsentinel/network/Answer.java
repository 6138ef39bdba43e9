package vpnsentinel.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a probe or look-up brought: a value, or the reason why there is none. A probe without an answer is a result, never
 * an exception and never silently nothing.
 */
public sealed interface Answer<T> {
    /** The name of the source that was asked: {@code ipinfo.io}. */
    String source();

    /** The values of the answers that arrived, in their order. */
    static <T> List<T> values(List<Answer<T>> answers) {
        List<T> values = new ArrayList<>(answers.size());
        for (Answer<T> answer : answers) {
            if (answer instanceof Seen<T> seen) {
                values.add(seen.value());
            }
        }
        return values;
    }

    /** Why values are missing: one clause a reason, with the sources that give it, in the order of the answers. */
    static <T> List<String> reasons(List<Answer<T>> answers) {
        Map<String, Set<String>> sources = new LinkedHashMap<>();
        for (Answer<T> answer : answers) {
            if (answer instanceof Missing<T> missing) {
                sources.computeIfAbsent(missing.why(), ignored -> new LinkedHashSet<>())
                        .add(missing.source());
            }
        }
        List<String> reasons = new ArrayList<>(sources.size());
        sources.forEach((why, names) -> reasons.add(String.join(", ", names) + ": " + why));
        return reasons;
    }

    /** An answer that arrived and could be read. */
    record Seen<T>(String source, T value) implements Answer<T> {}

    /**
     * No answer.
     *
     * @param why one clause for people: {@code time-out after 5 s}, {@code HTTP 429}
     */
    record Missing<T>(String source, String why) implements Answer<T> {}
}
