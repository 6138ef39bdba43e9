package vpnsentinel.network;

/**
 * What one echo provider saw of a line: the address that the line shows to the world.
 *
 * @param source the provider's name: {@code ipinfo.io}
 * @param operator who runs it; two sources of one operator are not independent
 * @param address the address that it saw
 * @param network that address's network, as far as the provider says
 * @param place where it is, as far as the provider says
 */
public record ExitSighting(String source, String operator, Address address, Network network, Place place) {
    /**
     * The operator of all that this product's own server tells of a line: the peer address that it sees, its echo, and its
     * STUN answers are together one source.
     */
    public static final String OWN_PATH = "own path";
    /** The operator of the server's own public name: whoever set it says which line it is. */
    public static final String PUBLIC_NAME = "public name";

    /** Whether this product's own server saw it. */
    public boolean isOwnPath() {
        return operator.equals(OWN_PATH);
    }

    /** Whether both saw the same line: one address, or addresses of one network, as exit pools show. */
    public boolean agreesWith(ExitSighting other) {
        return address.equals(other.address) || network.sameAs(other.network);
    }
}
