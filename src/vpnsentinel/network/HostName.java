package vpnsentinel.network;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of hosts as resolvers take them. That is more than {@link URI} does: container networks give names with
 * underscores, and people write names beyond ASCII.
 */
public final class HostName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final int LONGEST = 253;
    private static final String STAND_IN = ".underscored.invalid";
    private static final String UNDERSCORE = "-x5f-";

    private HostName() {}

    /**
     * The name, or the IPv4 address, that the text spells: in lower case, in ASCII (RFC 3490), with its dot at the end
     * where it has one. Empty when it spells none.
     */
    public static Optional<String> parse(String text) {
        if (NUMBERS.matcher(text).matches()) {
            return Address.parse(text).map(Address::toString);
        }
        String name;
        try {
            name = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        for (String label : bare.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        return bare.length() <= LONGEST ? Optional.of(name) : Optional.empty();
    }

    /**
     * The same address by a name that every library takes, where its own has an underscore; {@link #real} leads back.
     * Whoever resolves such a name must ask for the real one.
     */
    public static URI standIn(URI address) {
        String host = of(address);
        if (address.getHost() != null || host.indexOf('_') < 0) {
            return address;
        }
        return URI.create(
                address.toString().replaceFirst(Pattern.quote(host), host.replace("_", UNDERSCORE) + STAND_IN));
    }

    /** The name for which the given one stands in; any other name itself. */
    public static String real(String host) {
        return host.endsWith(STAND_IN)
                ? host.substring(0, host.length() - STAND_IN.length()).replace(UNDERSCORE, "_")
                : host;
    }

    /** The host of an address, without brackets; {@link URI#getHost} knows none with an underscore. Empty when it has none. */
    public static String of(URI address) {
        String authority = address.getRawAuthority();
        String host = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
        return host.startsWith("[")
                ? host.substring(1, host.indexOf(']') < 0 ? host.length() : host.indexOf(']'))
                : host.replaceFirst(":\\d*$", "");
    }
}
