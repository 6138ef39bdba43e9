package vpnsentinel.network;

/**
 * What a socket bound to an address beside the tunnel reached.
 *
 * @param result what follows from it
 * @param detail from where, by what, and why, one clause for people
 */
public record KillSwitchSighting(Result result, String detail) {
    /** What the attempt proves. */
    public enum Result {
        /** The server was reached beside the tunnel. */
        OPEN,
        /** Nothing came through, although the server's own host reaches that address. */
        CLOSED,
        /** Nothing came through, and nothing shows that it could have. */
        NOT_PROVEN
    }
}
