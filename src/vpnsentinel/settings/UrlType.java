package vpnsentinel.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;

/**
 * The address of a service, kept without a slash at its end. Its host is any that a resolver takes ({@link HostName}): with
 * underscores, beyond ASCII, with a dot at its end. A user name and a password are refused, and never shown.
 */
record UrlType() implements SettingType<URI> {
    private static final Pattern PARTS =
            Pattern.compile("(?i)(https?)://(?:([^/?#]*)@)?(\\[[^\\]]*]|[^/?#:\\[\\]@]*)(?::(\\d*))?(/[^?#]*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://|^)[^/?#]*@");
    private static final int MOST = 65_535;

    @Override
    public String word() {
        return "url";
    }

    @Override
    public String holds() {
        return "URI";
    }

    @Override
    public Optional<URI> parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches() || parts.group(2) != null || !isPort(parts.group(4))) {
            return Optional.empty();
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        Optional<String> host = host(parts.group(3)).map(name -> scheme.equals("https") ? withoutDot(name) : name);
        String port = parts.group(4) == null || parts.group(4).isEmpty() ? "" : ":" + Integer.parseInt(parts.group(4));
        String path = parts.group(5) == null ? "" : parts.group(5).replaceAll("/+$", "");
        if (scheme.equals("https")
                && host.filter(name -> name.indexOf('_') >= 0).isPresent()) {
            return Optional.empty(); // no certificate bears such a name
        }
        return host.flatMap(name -> uri(scheme + "://" + name + port + path));
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null
                || digits.isEmpty()
                || (digits.length() <= 5 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) <= MOST);
    }

    private static Optional<String> host(String written) {
        if (!written.startsWith("[")) {
            return HostName.parse(written);
        }
        String literal = written.substring(1, written.length() - 1).replaceFirst("%25", "%"); // RFC 6874
        return Address.parse(literal).isPresent() && literal.indexOf(':') >= 0
                ? Optional.of("[" + literal + "]")
                : Optional.empty();
    }

    /** A certificate bears the name without the dot. */
    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String expected() {
        return "an address that starts with http:// or https:// and names a host";
    }

    @Override
    public String expected(String text) {
        Matcher parts = PARTS.matcher(text);
        if (CREDENTIALS.matcher(text).find()) {
            return "an address without user name and password";
        }
        if (parts.matches() && !isPort(parts.group(4))) {
            return "an address with a port from 1 to 65535";
        }
        if (parts.matches()
                && parts.group(3).indexOf('_') >= 0
                && host(parts.group(3)).isPresent()) {
            return "a name without an underscore, since no certificate bears one";
        }
        boolean bare = text.indexOf("//") < 0 && parse("http://" + text).isPresent();
        return expected() + (bare ? ", as http://" + text : "");
    }

    /** The password in an address, which is refused, and hidden wherever it is repeated. */
    static Optional<String> password(String text) {
        Matcher credentials = CREDENTIALS.matcher(text);
        return credentials.find()
                ? Optional.of(credentials.group().replaceFirst("@$", "").replaceFirst("^[^:]*:", ""))
                : Optional.empty();
    }

    @Override
    public String shown(String text) {
        return CREDENTIALS.matcher(text).replaceAll("…@");
    }
}
