package vpnsentinel.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Address;

/**
 * One station on a request's way, as a forwarding header names it.
 *
 * @param address its address; empty for {@code unknown}, a made-up name, and whatever else is no address
 */
record Hop(Optional<Address> address) {
    /** A station that nothing can be said of. */
    static final Hop UNREADABLE = new Hop(Optional.empty());

    /** IPv4 with a port, or IPv6 in brackets with or without one. */
    private static final Pattern WITH_PORT =
            Pattern.compile("([0-9.]+):(?:\\d{1,5}|_[\\w.-]+)|\\[([0-9A-Fa-f:.%\\w]+)](?::(?:\\d{1,5}|_[\\w.-]+))?");
    /** What stands before the equals sign of a pair (RFC 9110 §5.6.2). */
    private static final Pattern NAME = Pattern.compile("\\s*([!#$%&'*+.^_`|~\\w-]+)=");
    /** A value without quotes; proxies write IPv6 and ports without them, which RFC 7239 §6 does not allow. */
    private static final Pattern BARE = Pattern.compile("[^\\s\",;]*");

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern END = Pattern.compile("\\s*(,|;|$)");

    /** The station that one item of a list names; it may be quoted and have a port. */
    static Hop parse(String item) {
        String text = item.strip();
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            text = unescaped(quoted);
        }
        Matcher match = WITH_PORT.matcher(text);
        if (match.matches()) {
            text = String.valueOf(match.group(1) != null ? match.group(1) : match.group(2));
        }
        return new Hop(text.startsWith("[") ? Optional.empty() : Address.parse(text));
    }

    /** The stations of one line of {@code X-Forwarded-For} and the like, in their order (RFC 9110 §5.6.1: empty items count for nothing). */
    static List<Hop> list(String line) {
        List<Hop> hops = new ArrayList<>();
        for (String item : line.split(",")) {
            if (!item.isBlank()) {
                hops.add(parse(item));
            }
        }
        return hops.isEmpty() ? List.of(UNREADABLE) : hops;
    }

    /** The stations of one line of {@code Forwarded} (RFC 7239), in their order; one unreadable one for a broken line. */
    static List<Hop> forwarded(String line) {
        List<Hop> hops = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Optional<Hop> station = Optional.empty();
        int at = 0;
        while (at <= line.length()) {
            Matcher name = NAME.matcher(line).region(at, line.length());
            if (name.lookingAt()) {
                Matcher value = value(line, name.end());
                if (!value.lookingAt()) {
                    return List.of(UNREADABLE);
                }
                String word = String.valueOf(name.group(1)).toLowerCase(Locale.ROOT);
                if (names.contains(word)) {
                    return List.of(UNREADABLE);
                }
                names.add(word);
                station = word.equals("for") ? Optional.of(parse(value.group())) : station;
                at = value.end();
            }
            Matcher end = END.matcher(line).region(at, line.length());
            if (!end.lookingAt()) {
                return List.of(UNREADABLE);
            }
            boolean over = !";".equals(end.group(1));
            if (over && !names.isEmpty()) {
                hops.add(station.orElse(UNREADABLE));
                names.clear();
                station = Optional.empty();
            }
            at = end.end() + ("".equals(end.group(1)) ? 1 : 0);
        }
        return hops.isEmpty() ? List.of(UNREADABLE) : hops;
    }

    private static Matcher value(String line, int at) {
        boolean quoted = at < line.length() && line.charAt(at) == '"';
        return (quoted ? QUOTED : BARE).matcher(line).region(at, line.length());
    }

    private static String unescaped(Matcher quoted) {
        return String.valueOf(quoted.group(1)).replaceAll("\\\\(.)", "$1");
    }
}
