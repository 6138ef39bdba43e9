package vpnsentinel.settings;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.Endpoint;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;
import vpnsentinel.network.ResolverOperator;

/**
 * What values a setting takes.
 *
 * @param word the kind's name: {@code port}, {@code seconds}, {@code one-of}, …
 * @param range what limits it: {@code 1..60} for numbers, {@code a|b} for a choice, else empty
 */
public record SettingType(String word, String range) {
    private static final List<String> WORDS = List.of(
            "text",
            "secret",
            "switch",
            "port",
            "bind",
            "seconds",
            "minutes",
            "count",
            "bytes",
            "url",
            "file",
            "files",
            "folder",
            "zone",
            "api-path",
            "prefixes",
            "addresses",
            "asns",
            "countries-by-client",
            "asns-by-client",
            "prefixes-by-client",
            "resolvers",
            "chats",
            "endpoints",
            "domain",
            "one-of");
    private static final List<String> YES = List.of("true", "yes", "on", "1");
    private static final List<String> NO = List.of("false", "no", "off", "0");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([kmg]?)i?b?");

    static SettingType of(String declared) {
        String[] parts = declared.split(" ", 2);
        if (!WORDS.contains(parts[0])) {
            throw new IllegalStateException("sentinel.properties: kind '" + parts[0] + "', expected one of " + WORDS);
        }
        return new SettingType(parts[0], parts.length == 2 ? parts[1].strip() : "");
    }

    boolean isSecret() {
        return word.equals("secret");
    }

    /** What would have been right, or empty when the value is. The value is stripped and not empty. */
    Optional<String> complaint(String value) {
        return switch (word) {
            case "switch" -> unless(flag(value).isPresent(), "true or false");
            case "port" -> unless(within(value, 1, 65535), "a port from 1 to 65535");
            case "seconds", "minutes", "count" -> unless(inRange(value), "a whole number of " + units());
            case "bytes" ->
                unless(
                        bytes(value).filter(n -> n >= 1000).isPresent(),
                        "a size of at least 1000 bytes, as 500K or 10M");
            case "bind" ->
                unless(
                        value.equals("localhost") || Address.parse(value).isPresent(),
                        "an address of this host, 0.0.0.0 for all, or 127.0.0.1 for this host alone");
            case "url" -> unless(isUrl(value), "an address that starts with http:// or https:// and names a host");
            case "zone" -> unless(isZone(value), "a time zone such as Europe/Zurich");
            case "api-path" -> unless(value.matches("/[A-Za-z0-9._~/-]*"), "a path that starts with / such as /api/v1");
            case "prefixes" ->
                unless(
                        parts(value).allMatch(p -> Prefix.parse(p).isPresent()),
                        "addresses or CIDR blocks separated by commas, as 192.0.2.7, 198.51.100.0/24");
            case "addresses" ->
                unless(
                        parts(value).allMatch(p -> Address.parse(p).isPresent()),
                        "addresses separated by commas, as 192.0.2.7, 2001:db8::7");
            case "asns" ->
                unless(
                        parts(value).allMatch(p -> Asn.parse(p).isPresent()),
                        "network numbers separated by commas, as AS64500");
            case "countries-by-client" ->
                unless(
                        ByClient.isFine(value, p -> Country.parse(p).isPresent()),
                        "countries separated by commas, as SE, NL; office-vpn=CH gives one client its own");
            case "asns-by-client" ->
                unless(
                        ByClient.isFine(value, p -> Asn.parse(p).isPresent()),
                        "network numbers separated by commas, as AS64500; office-vpn=AS64501 gives one client its own");
            case "prefixes-by-client" ->
                unless(
                        ByClient.isFine(value, p -> Prefix.parse(p).isPresent()),
                        "addresses or CIDR blocks separated by commas, as 192.0.2.0/24; office-vpn=192.0.2.7"
                                + " gives one client its own");
            case "resolvers" ->
                unless(
                        parts(value).allMatch(p -> ResolverGroup.parse(p).isPresent()),
                        "AS numbers, CIDR blocks, or names of " + ResolverOperator.words() + ", separated by commas");
            case "chats" ->
                unless(
                        parts(value).allMatch(p -> p.matches("-?\\d+(:\\d+)?|@\\w+")),
                        "chat numbers separated by commas");
            case "domain" ->
                unless(
                        value.length() <= 180
                                && value.matches("(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}\\.?"),
                        "a domain name, as leak.example.test");
            case "endpoints" ->
                unless(
                        value.equals("none")
                                || parts(value).allMatch(p -> Endpoint.parse(p).isPresent()),
                        "hosts with ports separated by commas, as stun.example.test:3478, or none");
            case "one-of" ->
                unless(
                        oneOf(value),
                        "one of "
                                + range.replace("|ANY", ", or the name of an echo route")
                                        .replace("|", ", "));
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(boolean right, String expected) {
        return right ? Optional.empty() : Optional.of(expected);
    }

    static Optional<Boolean> flag(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        return YES.contains(word) ? Optional.of(true) : NO.contains(word) ? Optional.of(false) : Optional.empty();
    }

    static Optional<Long> bytes(String value) {
        var match = SIZE.matcher(value.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            return Optional.empty();
        }
        int power = match.group(2).isEmpty() ? 0 : "kmg".indexOf(match.group(2)) + 1;
        return Optional.of(Long.parseLong(match.group(1)) * (1L << (10 * power)));
    }

    static java.util.stream.Stream<String> parts(String value) {
        return Arrays.stream(value.split("[,\\s]+")).filter(p -> !p.isEmpty());
    }

    private boolean oneOf(String value) {
        List<String> allowed = Arrays.asList(range.split("\\|"));
        return allowed.contains(value) || (allowed.contains("ANY") && value.matches("[A-Za-z0-9._-]+"));
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    private static boolean isZone(String value) {
        try {
            ZoneId.of(value);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private boolean inRange(String value) {
        String[] bounds = range.split("\\.\\.", -1);
        long most = bounds.length > 1 && !bounds[1].isEmpty() ? Long.parseLong(bounds[1]) : Integer.MAX_VALUE;
        return within(value, Long.parseLong(bounds[0]), most);
    }

    private static boolean within(String value, long least, long most) {
        return value.matches("\\d{1,10}") && Long.parseLong(value) >= least && Long.parseLong(value) <= most;
    }

    private String units() {
        String[] bounds = range.split("\\.\\.", -1);
        String what = word.equals("count") ? "at least " : word + ", at least ";
        return what + bounds[0] + (bounds.length > 1 && !bounds[1].isEmpty() ? " and at most " + bounds[1] : "");
    }
}
