package lab.row;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the product is set up in a row. Values may name the plan's addresses, {@code AS$PUBLIC_ASN}.
 *
 * @param namespace where the clients run
 * @param clients their ids; the first is the one that is judged
 * @param companion whether a baseline companion runs at the second site
 * @param falseClock whether the product runs under a clock that can jump
 * @param isBlind whether the server cannot find its home line, so that it never gets ready
 */
record Setup(
        Map<String, String> server,
        Map<String, String> client,
        String namespace,
        List<String> clients,
        boolean companion,
        boolean falseClock,
        boolean isBlind) {
    static final Setup PLAIN = new Setup(Map.of(), Map.of(), "client", List.of("one"), false, false, false);
    /** The way to the server needs no tunnel. */
    static final Setup BY_LAN = PLAIN.client("VPN_SENTINEL_URL", "http://192.168.1.10:5000");

    Setup server(String name, String value) {
        return new Setup(with(server, name, value), client, namespace, clients, companion, falseClock, isBlind);
    }

    Setup client(String name, String value) {
        return new Setup(server, with(client, name, value), namespace, clients, companion, falseClock, isBlind);
    }

    Setup clients(String... ids) {
        return new Setup(server, client, namespace, List.of(ids), companion, falseClock, isBlind);
    }

    Setup secondSite() {
        return new Setup(server, client, "client2", clients, true, falseClock, isBlind);
    }

    Setup withFalseClock() {
        return new Setup(server, client, namespace, clients, companion, true, isBlind);
    }

    Setup blind() {
        return new Setup(server, client, namespace, clients, companion, falseClock, true);
    }

    private static Map<String, String> with(Map<String, String> all, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(all);
        more.put(name, value);
        return more;
    }
}
