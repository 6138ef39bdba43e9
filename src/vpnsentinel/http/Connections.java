package vpnsentinel.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Address;

/**
 * The open connections of one listener: no more than so many, none that asks nothing for long, and none whose body trickles
 * in. What comes byte by byte is no question, so a slow sender holds a connection no longer than a silent one. One look
 * over all of them now and then is cheaper than a timer for each request. Thread-safe.
 */
final class Connections {
    private final int most;
    private final Duration quiet;
    private final Duration slowestBody;
    private final Map<HttpConnection, Talk> open = new ConcurrentHashMap<>();

    /**
     * None yet.
     *
     * @param quiet how long a connection may stay without a whole request head
     * @param slowestBody how long a body may be on its way
     */
    Connections(int most, Duration quiet, Duration slowestBody) {
        this.most = most;
        this.quiet = quiet;
        this.slowestBody = slowestBody;
    }

    /** What was last heard on one connection. */
    private static final class Talk {
        private final Address peer;
        private volatile long asked = System.nanoTime();
        private volatile @Nullable HttpServerRequest request;

        Talk(Address peer) {
            this.peer = peer;
        }
    }

    /** Takes a new connection, or closes it when there are too many. */
    void opened(HttpConnection connection) {
        connection.closeHandler(ignored -> open.remove(connection));
        open.put(connection, new Talk(addressOf(connection)));
        if (open.size() > most) {
            connection.close();
        }
    }

    /** The head of a request has arrived whole; its body may still be on its way. */
    void asked(HttpServerRequest request) {
        Talk talk = open.get(request.connection());
        if (talk != null) {
            talk.asked = System.nanoTime();
            talk.request = request;
        }
    }

    /** The other end of a connection. */
    Address peer(HttpConnection connection) {
        Talk talk = open.get(connection);
        return talk == null ? addressOf(connection) : talk.peer;
    }

    private static Address addressOf(HttpConnection connection) {
        return Address.parse(connection.remoteAddress().hostAddress()).orElseThrow();
    }

    /** Closes the connections that have asked nothing for too long, or do not come to the end of a body. */
    void closeQuiet() {
        long now = System.nanoTime();
        open.forEach((connection, talk) -> {
            HttpServerRequest request = talk.request;
            boolean trickles = request != null && !request.isEnded();
            if (now - talk.asked > (trickles ? slowestBody : quiet).toNanos()) {
                connection.close();
            }
        });
    }
}
