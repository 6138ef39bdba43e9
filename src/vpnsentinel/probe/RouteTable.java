package vpnsentinel.probe;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * The routes of the main table (proc(5), {@code /proc/net/route} and {@code ipv6_route}). They say what exists, never what
 * is chosen: policy rules may lead elsewhere.
 */
final class RouteTable {
    private static final int UP = 1;
    private static final int GATEWAY = 2;
    private static final int REJECT = 0x200;
    /** The interface of a route that drops what it leads to without a word. */
    private static final String NOWHERE = "*";

    /**
     * One route.
     *
     * @param to what it leads to
     * @param via the interface; empty where the route rejects what it leads to
     * @param gateway whether a router is behind it; without one, the prefix is the link's own
     */
    record Route(Prefix to, String via, boolean gateway) {
        boolean isHost() {
            return to.length() == to.base().bits();
        }

        boolean rejects() {
            return via.isEmpty();
        }
    }

    private RouteTable() {}

    /** The routes that are in force, also those that reject; a table that cannot be read or a line of another form brings none. */
    static List<Route> read(Path net) {
        List<Route> routes = new ArrayList<>();
        lines(net.resolve("route"), RouteTable::v4, routes);
        lines(net.resolve("ipv6_route"), RouteTable::v6, routes);
        return routes;
    }

    private static void lines(Path file, Function<String[], Optional<Route>> form, List<Route> into) {
        try {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", -1)) {
                parsed(form, line).ifPresent(into::add);
            }
        } catch (IOException absent) {
            return; // one family may be switched off
        }
    }

    private static Optional<Route> parsed(Function<String[], Optional<Route>> form, String line) {
        try {
            return form.apply(line.strip().split("\\s+", -1));
        } catch (IllegalArgumentException notARoute) {
            return Optional.empty(); // the heading
        }
    }

    private static Optional<Route> v4(String[] field) {
        if (field.length < 8) {
            return Optional.empty();
        }
        int mask = Integer.bitCount(Integer.parseUnsignedInt(field[7], 16));
        return route(address(field[1]), mask, Integer.parseInt(field[3], 16), field[0]);
    }

    private static Optional<Route> v6(String[] field) {
        if (field.length < 10) {
            return Optional.empty();
        }
        Address to = Address.of(HexFormat.of().parseHex(field[0]));
        return route(to, Integer.parseInt(field[1], 16), (int) Long.parseLong(field[8], 16), field[9]);
    }

    private static Optional<Route> route(Address to, int length, int flags, String via) {
        if ((flags & UP) == 0 || length > to.bits()) {
            return Optional.empty();
        }
        boolean rejects = (flags & REJECT) != 0 || via.equals(NOWHERE);
        return Optional.of(new Route(to.prefix(length), rejects ? "" : via, (flags & GATEWAY) != 0));
    }

    /** A word in the byte order of this machine. */
    private static Address address(String hex) {
        int word = Integer.parseUnsignedInt(hex, 16);
        int big = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
        return Address.of(new byte[] {(byte) (big >> 24), (byte) (big >> 16), (byte) (big >> 8), (byte) big});
    }
}
