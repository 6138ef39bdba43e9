package vpnsentinel.network;

import java.util.ArrayList;
import java.util.List;

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

    /** An answer that arrived and could be read. */
    record Seen<T>(String source, T value) implements Answer<T> {}

    /**
     * No answer.
     *
     * @param why one clause for people: {@code time-out after 5 s}, {@code HTTP 429}
     */
    record Missing<T>(String source, String why) implements Answer<T> {}
}
