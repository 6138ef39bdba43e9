package vpnsentinel.probe;

import java.util.Optional;

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

    /** The server that the text names: {@code stun.example.test:3478}, {@code [2001:db8::1]:3478}. Empty when it is none. */
    public static Optional<StunServer> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        return port < 1 || port > 65535 || host.isEmpty()
                ? Optional.empty()
                : Optional.of(new StunServer(host, port, literal ? host : host.replaceFirst(ABOVE, "")));
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
