package vpnsentinel.probe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;

/**
 * Reads the answers of names that tell who asks. They write an address bare, or behind {@code Resolver IP:} or
 * {@code ns}, or with a port behind {@code source}; what a resolver told of its client behind {@code edns0-client-subnet}, {@code EDNS0 client subnet:}, or
 * {@code ecs}, at times with a second prefix length; a protocol's word with a dot behind it. All else is left out.
 */
final class WhoamiAnswer {
    private static final Pattern SUBNET = Pattern.compile(
            "(?:edns0[- ]client[- ]subnet:?|ecs)\\s+([^\\s/]+/\\d+)(?:/\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:resolver ip:?\\s+|ns\\s+)?([0-9a-f.:]+)", Pattern.CASE_INSENSITIVE);
    /** OpenDNS: the address may stand in brackets, and its port behind it. */
    private static final Pattern SOURCE =
            Pattern.compile("source\\s+\\[?([0-9a-f.]+|[0-9a-f:.]+(?=]))]?(?::\\d+)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern LABELLED = Pattern.compile("(?:ns|ecs|ip)\\s.*", Pattern.CASE_INSENSITIVE);

    private final Set<Address> addresses = new LinkedHashSet<>();
    private final Set<Prefix> subnets = new LinkedHashSet<>();
    private final List<Address> unusable = new ArrayList<>();

    private WhoamiAnswer() {}

    /**
     * What the records tell.
     *
     * @throws DnsFailure when they tell nothing that can be true
     */
    static ResolverSighting read(ResolverMethod method, NameServer server, List<List<String>> records)
            throws DnsFailure {
        if (method.tells() == Tells.TRANSPORT) {
            return transport(method, server, records);
        }
        WhoamiAnswer answer = new WhoamiAnswer();
        records.forEach(answer::take);
        if (answer.addresses.isEmpty() && answer.subnets.isEmpty()) {
            throw new DnsFailure(
                    answer.unusable.isEmpty()
                            ? "an answer without an address"
                            : answer.unusable.get(0) + " is no public address");
        }
        boolean egress = method.tells() == Tells.EGRESS;
        List<Address> found = List.copyOf(answer.addresses);
        return new ResolverSighting(
                method.name(),
                method.operator(),
                server.text(),
                egress ? found : List.of(),
                List.copyOf(answer.subnets),
                egress ? List.of() : found);
    }

    private static ResolverSighting transport(ResolverMethod method, NameServer server, List<List<String>> records)
            throws DnsFailure {
        String word = records.stream()
                .flatMap(strings ->
                        ResolverSighting.transport(String.join("", strings).replaceFirst("\\.$", "")).stream())
                .findFirst()
                .orElseThrow(() -> new DnsFailure("an answer without a protocol"));
        return new ResolverSighting(
                method.name(), method.operator(), server.text(), List.of(), List.of(), List.of(), Optional.of(word));
    }

    private void take(List<String> strings) {
        String whole = String.join(" ", strings).strip();
        if (strings.size() == 1 || LABELLED.matcher(whole).matches()) {
            takeLine(whole);
        } else {
            strings.forEach(this::takeLine);
        }
    }

    private void takeLine(String line) {
        Matcher subnet = SUBNET.matcher(line.strip());
        Matcher source = SOURCE.matcher(line.strip());
        Matcher address = source.matches() ? source : ADDRESS.matcher(line.strip());
        if (subnet.matches()) {
            Prefix.parse(String.valueOf(subnet.group(1)))
                    .filter(it -> it.length() > 0) // the resolver keeps its client to itself (RFC 7871, 7.1.2)
                    .ifPresent(subnets::add);
        } else if (source.matches() || address.matches()) {
            Optional<Address> found = Address.parse(String.valueOf(address.group(1)));
            found.ifPresent(a -> (a.isPublic() ? addresses : unusable).add(a));
        }
    }
}
