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
    private static final int PARTS = 4;

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
        if (port < 1 || port > 65535 || !host.matches("[0-9A-Fa-fx:.]+(?:%\\S+)?")) {
            return Optional.empty();
        }
        String literal = host;
        int at = port;
        return address(literal)
                .map(address -> new NameServer(text, address, new InetSocketAddress(bare(literal, address), at)));
    }

    private static Optional<Address> address(String literal) {
        return literal.indexOf(':') >= 0 ? Address.parse(literal) : fourByNumbers(literal);
    }

    /** As inet_aton(3) reads it: fewer than four numbers, the last one filling the rest, octal and hexadecimal ones too. */
    private static Optional<Address> fourByNumbers(String literal) {
        String[] parts = literal.split("\\.", -1);
        long bytes = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            long number = number(parts[i]);
            long most = last ? 1L << (8 * (PARTS + 1 - Math.min(PARTS, parts.length))) : 256;
            if (parts.length > PARTS || number < 0 || number >= most) {
                return Optional.empty();
            }
            bytes += last ? number : number << (8 * (PARTS - 1 - i));
        }
        return Optional.of(
                Address.of(new byte[] {(byte) (bytes >> 24), (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes}));
    }

    /** Negative when it is none. */
    private static long number(String text) {
        boolean hexadecimal = text.matches("0[xX][0-9A-Fa-f]{1,8}");
        boolean octal = text.matches("0[0-7]{1,11}");
        if (!hexadecimal && !octal && !text.matches("0|[1-9][0-9]{0,9}")) {
            return -1;
        }
        return hexadecimal ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text, octal ? 8 : 10);
    }

    /** A link-local address needs its zone to be reached; only literals get here, so no name is resolved. */
    private static String bare(String literal, Address address) {
        return literal.indexOf('%') > 0 ? literal : address.toString();
    }
}
