package vpnsentinel.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;
import vpnsentinel.settings.Settings;

/**
 * The reverse proxies in front of the server, and whom they say they stand for. Every listener asks here, so that one
 * request has one caller. Where nobody can tell, the caller is not known, and the address of no one.
 *
 * @param trusted the proxies that are believed
 * @param header the one header that they write, in lower case; empty for any, where several may not contradict each other
 */
public record Proxies(List<Prefix> trusted, Optional<String> header) {
    /** No proxy is believed. */
    public static final Proxies NONE = new Proxies(List.of(), Optional.empty());

    private static final String LIST = "x-forwarded-for";
    private static final String STANDARD = "forwarded";
    /** Headers with the caller's address alone. */
    private static final Set<String> SINGLE = Set.of(
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "fly-client-ip");
    /** Headers that do not say who calls, but that a proxy stands between. */
    private static final Set<String> SIGNS = Set.of(
            "cf-connecting-ipv6",
            "cf-ray",
            "client-ip",
            "do-connecting-ip",
            "forwarded-for",
            "x-appengine-user-ip",
            "x-azure-clientip",
            "x-azure-socketip",
            "x-envoy-external-address",
            "x-forwarded",
            "x-forwarded-by",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-forwarded-scheme",
            "x-forwarded-server",
            "x-forwarded-ssl",
            "x-original-forwarded-for",
            "x-original-host",
            "x-originating-ip",
            "x-remote-addr",
            "x-remote-ip");

    private static final Set<String> ALL = all();

    public Proxies {
        trusted = List.copyOf(trusted);
    }

    /** Those of the settings. */
    public static Proxies of(Settings settings) {
        return new Proxies(
                settings.prefixes("server.trusted-proxies"),
                Optional.of(settings.word("server.forwarded-header")).filter(word -> !word.equals("auto")));
    }

    private static Set<String> all() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(SINGLE);
        names.addAll(SIGNS);
        names.addAll(List.of(LIST, STANDARD));
        return Collections.unmodifiableSet(names);
    }

    /** Whether that address is one of them. */
    public boolean areAt(Address peer) {
        return peer.isIn(trusted);
    }

    /**
     * The caller behind a connection. Lines of one header are one list (RFC 9110 §5.3), read from its right end and only as
     * far as trusted proxies wrote it: what a client itself puts in front is never believed.
     *
     * @param headers all lines of the request's head, a name as often as it came
     */
    public Caller caller(Address peer, Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> said = said(headers);
        if (said.isEmpty()) {
            return new Caller(peer, false);
        }
        return areAt(peer) ? forwarded(peer, said) : new Caller(peer, true);
    }

    private static Map<String, List<String>> said(Iterable<Map.Entry<String, String>> headers) {
        Map<String, List<String>> said = Map.of();
        for (Map.Entry<String, String> each : headers) {
            if (ALL.contains(each.getKey())) {
                said = said.isEmpty() ? new LinkedHashMap<>() : said;
                said.computeIfAbsent(each.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(each.getValue());
            }
        }
        return said;
    }

    private Caller forwarded(Address peer, Map<String, List<String>> said) {
        Map<Address, String> named = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> each : said.entrySet()) {
            String name = each.getKey();
            if (header.isPresent() ? header.get().equals(name) : !SIGNS.contains(name)) {
                Optional<Address> caller = caller(name, each.getValue());
                if (caller.isEmpty()) {
                    return unknown(peer, "what " + name + " says of the caller cannot be read");
                }
                named.putIfAbsent(caller.get(), name);
            }
        }
        if (named.isEmpty()) {
            return unknown(
                    peer,
                    header.map(name -> "it sends no " + name)
                            .orElse("it sends " + String.join(", ", said.keySet())
                                    + " and no header that names the caller"));
        }
        return agreed(peer, named);
    }

    /** A proxy that names only another proxy says nothing against who knows more. */
    private Caller agreed(Address peer, Map<Address, String> named) {
        List<Address> strangers =
                named.keySet().stream().filter(each -> !areAt(each)).toList();
        List<Address> callers = strangers.isEmpty() ? List.copyOf(named.keySet()) : strangers;
        return callers.size() == 1 || strangers.isEmpty()
                ? new Caller(callers.get(0), false)
                : unknown(
                        peer,
                        "its headers "
                                + String.join(
                                        " and ",
                                        callers.stream().map(named::get).toList())
                                + " name different callers");
    }

    private Optional<Address> caller(String name, List<String> lines) {
        return SINGLE.contains(name) ? single(lines) : last(lines, name.equals(STANDARD) ? Hop::forwarded : Hop::list);
    }

    /** Lines that say the same are one; of others, nobody knows which is the proxy's own. */
    private static Optional<Address> single(List<String> lines) {
        List<Hop> hops = lines.stream()
                .flatMap(line -> Hop.list(line).stream())
                .distinct()
                .toList();
        return hops.size() == 1 ? hops.get(0).address() : Optional.empty();
    }

    /** The station that the last trusted proxy vouches for; where all are trusted, the first. */
    private Optional<Address> last(List<String> lines, Function<String, List<Hop>> reader) {
        Optional<Address> caller = Optional.empty();
        for (int line = lines.size() - 1; line >= 0; line--) {
            List<Hop> hops = reader.apply(lines.get(line));
            for (int i = hops.size() - 1; i >= 0; i--) {
                caller = hops.get(i).address();
                if (caller.isEmpty() || !areAt(caller.get())) {
                    return caller;
                }
            }
        }
        return caller;
    }

    private static Caller unknown(Address peer, String doubt) {
        return new Caller(peer, false, doubt);
    }
}
