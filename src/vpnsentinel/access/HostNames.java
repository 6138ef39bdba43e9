package vpnsentinel.access;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Address;

/**
 * The names by which a browser may reach the pages. A page of a stranger can let its own public name lead to a private
 * address (DNS rebinding), and the browser then shows it what is there; a name that no stranger can have is safe.
 *
 * @param named further names; {@code .example.org} stands for all below it
 */
public record HostNames(Set<String> named) {
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.%\\w]+]|[^\\[\\]:@,/\\s]+)(?::\\d{0,5})?");
    private static final List<String> NOBODYS =
            List.of(".local", ".lan", ".home", ".internal", ".home.arpa", ".test", ".fritz.box", ".localhost");

    /** Those of the user, and this host's own. */
    public static HostNames of(List<String> named, String host) {
        Set<String> names = new TreeSet<>();
        named.forEach(name -> names.add(plain(name)));
        names.add(plain(host));
        names.remove("");
        return new HostNames(names);
    }

    public HostNames {
        named = Set.copyOf(named);
    }

    /** Whether a browser may have called the pages by this: a host, with a port or without. */
    public boolean accept(String authority) {
        Matcher match = AUTHORITY.matcher(authority.strip());
        if (!match.matches()) {
            return false;
        }
        String host = String.valueOf(match.group(1)).replaceAll("[\\[\\]]", "");
        String name = plain(host);
        Optional<Address> literal = Address.parse(host);
        return literal.isPresent() || (!name.isEmpty() && (name.indexOf('.') < 0 || isNobodys(name) || isNamed(name)));
    }

    private static boolean isNobodys(String name) {
        return NOBODYS.stream().anyMatch(each -> name.endsWith(each) || name.equals(each.substring(1)));
    }

    private boolean isNamed(String name) {
        return named.stream()
                .anyMatch(each -> each.startsWith(".")
                        ? name.endsWith(each) || name.equals(each.substring(1))
                        : name.equals(each));
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
