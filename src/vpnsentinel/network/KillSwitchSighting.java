package vpnsentinel.network;

import java.util.List;

/**
 * What sockets bound to addresses beside the tunnel reached.
 *
 * @param result what follows from it, as far as the client can tell
 * @param detail from where, by what, and why, one clause for people
 * @param seenFrom the public addresses from which the server saw them come; empty when it saw none, and of a client that
 *     does not tell
 */
public record KillSwitchSighting(Result result, String detail, List<Address> seenFrom) {
    /** What the attempt proves. */
    public enum Result {
        /** The server was reached, and not from an address that the client knows as its exit. */
        OPEN,
        /** Nothing that was tried came through, although the server's own host reaches that address. */
        CLOSED,
        /** Too little was tried, or nothing shows that it could have come through. */
        NOT_PROVEN
    }

    public KillSwitchSighting {
        seenFrom = List.copyOf(seenFrom);
    }

    /** A sighting of which the server did not tell from where it saw it. */
    public KillSwitchSighting(Result result, String detail) {
        this(result, detail, List.of());
    }
}
