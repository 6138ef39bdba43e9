package vpnsentinel.http;

import java.time.Duration;

/**
 * How much a listener puts up with.
 *
 * @param connections most open connections
 * @param perSource most of them from one source that has shown no key: an IPv4 address, or the /64 of an IPv6 address, and
 *     four times as many from its /48
 * @param slowestBody how long a body may take to arrive after its head
 * @param quiet how long a connection may stay without a whole request head
 * @param slowestReader how long a peer may leave an answer unread without a sign of reading
 * @param unreadBytes how much of all answers together may wait to be read
 */
public record Limits(
        int connections,
        int perSource,
        Duration slowestBody,
        Duration quiet,
        Duration slowestReader,
        long unreadBytes) {
    /** Those of a listener that nobody has set limits for. */
    static final Limits USUAL = of(5_000, 64);

    private static final int FEWEST = 4;

    /** Those of a listener with so many connections in all, and from one stranger, who never gets more than half of them. */
    public static Limits of(int connections, int perSource) {
        return new Limits(
                connections,
                Math.max(1, Math.min(perSource, Math.max(FEWEST, connections / 2))),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Runtime.getRuntime().maxMemory() / 16);
    }

    /** How long the making of an answer may take: whoever waited longer has given up. */
    Duration longestAnswer() {
        return quiet.multipliedBy(4);
    }

    /** The shortest of the times; looks at the connections are more frequent than that. */
    Duration shortest() {
        Duration shortest = slowestBody.compareTo(quiet) < 0 ? slowestBody : quiet;
        return shortest.compareTo(slowestReader) < 0 ? shortest : slowestReader;
    }
}
