package vpnsentinel.probe;

import java.net.InetSocketAddress;
import java.util.Optional;
import vpnsentinel.network.Address;

/**
 * One {@code nameserver} line of a resolver configuration.
 *
 * @param text the line's address as it is written: {@code 10.2.0.1}, {@code [127.0.0.1]:5353}
 * @param address the address without port and zone
 * @param at where questions are sent
 */
public record NameServer(String text, Address address, InetSocketAddress at) {
    private static final int PORT = 53;

    /** The name server that the text after {@code nameserver} means, the {@code [address]:port} form included. */
    static Optional<NameServer> parse(String text) {
        String host = text;
        int port = PORT;
        int end = text.lastIndexOf("]:");
        if (text.startsWith("[") && end > 0) {
            host = text.substring(1, end);
            String digits = text.substring(end + 2);
            port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        }
        if (port < 1 || port > 65535) {
            return Optional.empty();
        }
        String literal = host;
        int at = port;
        return Address.parse(literal)
                .map(address -> new NameServer(text, address, new InetSocketAddress(bare(literal, address), at)));
    }

    /** A link-local address needs its zone to be reached; only literals get here, so no name is resolved. */
    private static String bare(String literal, Address address) {
        return literal.indexOf('%') > 0 ? literal : address.toString();
    }
}
