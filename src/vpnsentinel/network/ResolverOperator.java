package vpnsentinel.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An operator of resolvers whom a user can name in one word. Many VPNs rent servers from hosts (M247, Datacamp) whose other
 * tenants are strangers, so some have no name here.
 *
 * @param word the name: {@code quad9}
 * @param forEverybody whether its resolvers are public, so that their egress says nothing about who asked
 * @param networks the networks that it runs for nobody else
 */
public record ResolverOperator(String word, boolean forEverybody, Set<Asn> networks) {
    /** Mullvad's servers stand at 31173 Services (39351); PacketHub is NordVPN's; Cyberzone is Surfshark's. */
    private static final List<ResolverOperator> ALL = List.of(
            open("google", 15169),
            open("cloudflare", 13335),
            open("quad9", 19281),
            open("opendns", 36692),
            open("nextdns", 34939),
            open("adguard", 212772),
            vpn("mullvad", 39351, 57138, 216025),
            vpn("nordvpn", 136787, 141039, 147049, 207137),
            vpn("proton", 62371, 199218, 208172, 209103),
            vpn("surfshark", 209854));

    public ResolverOperator {
        networks = Set.copyOf(networks);
    }

    private static ResolverOperator open(String word, long... numbers) {
        return new ResolverOperator(word, true, asns(numbers));
    }

    private static ResolverOperator vpn(String word, long... numbers) {
        return new ResolverOperator(word, false, asns(numbers));
    }

    private static Set<Asn> asns(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Asn::new).collect(Collectors.toSet());
    }

    /** The operator of this name, in capitals or not; empty when it is none of these. */
    public static Optional<ResolverOperator> of(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(each -> each.word.equals(word)).findFirst();
    }

    /** All names, public resolvers first. */
    public static List<String> words() {
        return ALL.stream().map(ResolverOperator::word).toList();
    }

    /** Whether the network is of a public resolver. */
    public static boolean isPublic(Network network) {
        return network.asn()
                .map(asn -> ALL.stream().anyMatch(each -> each.forEverybody && each.networks.contains(asn)))
                .orElse(false);
    }
}
