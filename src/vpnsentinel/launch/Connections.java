package vpnsentinel.launch;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open connections of one listener: no more than so many, and none that asks nothing for long. What trickles in
 * byte by byte is no question, so a slow sender holds a connection no longer than a silent one. Thread-safe.
 */
final class Connections {
    private final int most;
    private final Duration quiet;
    private final Map<HttpConnection, Long> lastAsked = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param quiet how long a connection may stay without a whole request head
     */
    Connections(int most, Duration quiet) {
        this.most = most;
        this.quiet = quiet;
    }

    /** Takes a new connection, or closes it when there are too many. */
    void opened(HttpConnection connection) {
        connection.closeHandler(ignored -> lastAsked.remove(connection));
        lastAsked.put(connection, System.nanoTime());
        if (lastAsked.size() > most) {
            connection.close();
        }
    }

    /** The head of a request has arrived whole. */
    void asked(HttpConnection connection) {
        lastAsked.replace(connection, System.nanoTime());
    }

    /** Closes the connections that have asked nothing for too long. */
    void closeQuiet() {
        long now = System.nanoTime();
        lastAsked.forEach((connection, last) -> {
            if (now - last > quiet.toNanos()) {
                connection.close();
            }
        });
    }
}
