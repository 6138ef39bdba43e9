package lab.core;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/**
 * The ports at which services answer.
 *
 * @param dns UDP and TCP
 * @param delegated where the name servers of delegated zones answer
 * @param stun UDP, each at every address of a STUN server
 */
record Ports(int dns, int delegated, int http, int https, List<Integer> stun) {
    Ports {
        stun = List.copyOf(stun);
    }

    /** The usual ones but for what the map says; 0 in it is replaced by a port that is free now. */
    static Ports of(Map<String, Integer> wanted) {
        return new Ports(
                port(wanted, "dns", 53),
                port(wanted, "delegated", 53),
                port(wanted, "http", 80),
                port(wanted, "https", 443),
                wanted.containsKey("stun") ? List.of(port(wanted, "stun", 0)) : List.of(3478, 19302));
    }

    private static int port(Map<String, Integer> wanted, String what, int usual) {
        int port = wanted.getOrDefault(what, usual);
        return port == 0 ? unused() : port;
    }

    private static int unused() {
        try (ServerSocket socket = new ServerSocket(0, 1)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code {"dns":53,"http":80,"https":443,"stun":3478}}: one of each. */
    String json() {
        ObjectNode node = new ObjectMapper().createObjectNode();
        return node.put("dns", dns)
                .put("http", http)
                .put("https", https)
                .put("stun", stun.get(0))
                .toString();
    }
}
