package vpnsentinel.wire;

import java.util.Locale;

/** The names that clients may have. */
public final class ClientIds {
    /** Longest name, in characters. */
    public static final int LONGEST = 100;

    private ClientIds() {}

    /** Whether the server accepts the name: letters, digits, dot, underscore, hyphen, 1 to 100 of them. */
    public static boolean isValid(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(ClientIds::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }

    /**
     * The name that a client presents for the one it was given. A valid one stays; another is lower-cased, other runs
     * become a hyphen, hyphens at the ends go, and it is cut, so that no server refuses it. Empty when nothing is left.
     */
    public static String acceptable(String given) {
        String id = given.strip();
        if (isValid(id)) {
            return id;
        }
        String plain =
                id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-").replaceAll("^-+|-+$", "");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST).replaceAll("-+$", "");
    }
}
