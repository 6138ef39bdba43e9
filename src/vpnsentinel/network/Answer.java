package vpnsentinel.network;

/**
 * What a probe or look-up brought: a value, or the reason why there is none. A probe without an answer is a result, never
 * an exception and never silently nothing.
 */
public sealed interface Answer<T> {
    /** The name of the source that was asked: {@code ipinfo.io}. */
    String source();

    /** An answer that arrived and could be read. */
    record Seen<T>(String source, T value) implements Answer<T> {}

    /**
     * No answer.
     *
     * @param why one clause for people: {@code time-out after 5 s}, {@code HTTP 429}
     */
    record Missing<T>(String source, String why) implements Answer<T> {}
}
