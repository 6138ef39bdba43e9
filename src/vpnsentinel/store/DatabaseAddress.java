package vpnsentinel.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a PostgreSQL database is.
 *
 * @param url for the driver, without user and password
 * @param shown for people, without password
 */
record DatabaseAddress(String url, Optional<String> user, Optional<String> password, String shown) {
    /** How long the driver waits: for a connection, and for an answer; a connection that is cut says nothing by itself. */
    private static final String WAITS = "connectTimeout=3&socketTimeout=10&tcpKeepAlive=true";

    /** Reads {@code postgresql://user:password@host:5432/database}; empty when it is none. */
    static Optional<DatabaseAddress> parse(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring(5) : text;
        try {
            URI uri = new URI(plain);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("postgresql") || scheme.equals("postgres");
            if (!known
                    || uri.getHost() == null
                    || uri.getPath() == null
                    || uri.getPath().length() < 2) {
                return Optional.empty();
            }
            String place = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + uri.getPath();
            String options = uri.getRawQuery() == null ? WAITS : WAITS + "&" + uri.getRawQuery();
            Optional<String> who = Optional.ofNullable(uri.getRawUserInfo());
            Optional<String> user = who.map(info -> decoded(info.split(":", 2)[0]));
            Optional<String> password =
                    who.filter(info -> info.contains(":")).map(info -> decoded(info.split(":", 2)[1]));
            return Optional.of(new DatabaseAddress(
                    "jdbc:postgresql://" + place + "?" + options,
                    user,
                    password,
                    "postgresql://" + user.map(name -> name + "@").orElse("") + place));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
