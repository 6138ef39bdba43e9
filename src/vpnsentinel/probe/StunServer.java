package vpnsentinel.probe;

import vpnsentinel.network.Endpoint;

/**
 * A server that tells from which address a datagram came.
 *
 * @param host its name, or its address
 * @param port its port
 * @param operator who runs it; two of one operator do not confirm each other
 */
public record StunServer(String host, int port, String operator) {
    /** The registered part of most names: two labels. */
    private static final String ABOVE = "^.*\\.(?=[^.]+\\.[^.]+$)";

    /** The server there, run by whom its name says; an address runs itself. */
    public static StunServer at(Endpoint endpoint) {
        String host = endpoint.host();
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        return new StunServer(host, endpoint.port(), literal ? host : host.replaceFirst(ABOVE, ""));
    }

    /** The same server, run by this operator. */
    public StunServer runBy(String who) {
        return new StunServer(host, port, who);
    }

    /** How people call it. */
    String source() {
        return host + " by UDP";
    }
}
