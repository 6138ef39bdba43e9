package vpnsentinel.network;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port.
 *
 * @param host a name, or an address without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("([^\\[\\]:\\s]+|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    public Endpoint {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + ", expected 1 to 65535");
        }
    }

    /** The endpoint that the text spells: {@code stun.example.test:3478}, {@code [2001:db8::1]:3478}. Empty when it is none. */
    public static Optional<Endpoint> parse(String text) {
        Matcher match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(match.group(2));
        String host = match.group(1);
        Optional<String> known =
                host.startsWith("[") ? Optional.of(host.substring(1, host.length() - 1)) : HostName.parse(host);
        return port < 1 || port > 65535 ? Optional.empty() : known.map(name -> new Endpoint(name, port));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
