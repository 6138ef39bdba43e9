package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;

/**
 * What the user allows.
 *
 * @param dnsNetworks networks whose resolvers are fine wherever they are
 * @param dnsPrefixes blocks whose resolvers are fine wherever they are
 */
public record Expectations(Set<Asn> dnsNetworks, List<Prefix> dnsPrefixes) {
    private static final Map<String, Long> PUBLIC_RESOLVERS = Map.of(
            "google", 15169L,
            "cloudflare", 13335L,
            "quad9", 19281L,
            "opendns", 36692L,
            "nextdns", 34939L,
            "adguard", 212772L);

    /** Nothing in particular is allowed. */
    public static final Expectations NONE = new Expectations(Set.of(), List.of());

    public Expectations {
        dnsNetworks = Set.copyOf(dnsNetworks);
        dnsPrefixes = List.copyOf(dnsPrefixes);
    }

    /** The expectations that a list of networks ({@code AS13335}), blocks, and operators' names ({@code quad9}) spells. */
    public static Expectations of(List<String> dnsAllowed) {
        Set<Asn> networks = new HashSet<>();
        List<Prefix> prefixes = new ArrayList<>();
        for (String part : dnsAllowed) {
            Long preset = PUBLIC_RESOLVERS.get(part.toLowerCase(Locale.ROOT));
            if (preset != null) {
                networks.add(new Asn(preset));
            } else {
                Prefix.parse(part)
                        .ifPresentOrElse(prefixes::add, () -> Asn.parse(part).ifPresent(networks::add));
            }
        }
        return new Expectations(networks, prefixes);
    }

    boolean allowResolver(Address egress, Network network) {
        return (network.asn().isPresent() && dnsNetworks.contains(network.asn().get())) || egress.isIn(dnsPrefixes);
    }

    /** Whether the network is of a public resolver operator, whose egress says nothing about who asked. */
    static boolean isPublicResolver(Network network) {
        return network.asn()
                .map(asn -> PUBLIC_RESOLVERS.containsValue(asn.number()))
                .orElse(false);
    }
}
