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
 * @param doors blocks in which its resolvers are asked, where they are for everybody
 */
public record ResolverOperator(String word, boolean forEverybody, Set<Asn> networks, List<Prefix> doors) {
    /** Mullvad's servers stand at 31173 Services (39351); PacketHub is NordVPN's; Cyberzone is Surfshark's. */
    private static final List<ResolverOperator> ALL = List.of(
            open("google", 15169, "8.8.8.0/24, 8.8.4.0/24, 2001:4860::/32"),
            open("cloudflare", 13335, "1.1.1.0/24, 1.0.0.0/24, 2606:4700::/32"),
            open("quad9", 19281, "9.9.9.0/24, 149.112.112.0/24, 2620:fe::/48"),
            open("opendns", 36692, "208.67.220.0/22, 2620:119:35::/48, 2620:119:53::/48"),
            open("nextdns", 34939, "45.90.28.0/22, 2a07:a8c0::/31"),
            open("adguard", 212772, "94.140.14.0/23, 2a10:50c0::/32"),
            vpn("mullvad", 39351, 57138, 216025),
            vpn("nordvpn", 136787, 141039, 147049, 207137),
            vpn("proton", 62371, 199218, 208172, 209103),
            vpn("surfshark", 209854));

    public ResolverOperator {
        networks = Set.copyOf(networks);
        doors = List.copyOf(doors);
    }

    private static ResolverOperator open(String word, long number, String doors) {
        return new ResolverOperator(word, true, asns(number), Prefix.parseList(doors));
    }

    private static ResolverOperator vpn(String word, long... numbers) {
        return new ResolverOperator(word, false, asns(numbers), List.of());
    }

    private static Set<Asn> asns(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Asn::new).collect(Collectors.toSet());
    }

    /** The operator of this name, in capitals or not; empty when it is none of these. */
    public static Optional<ResolverOperator> of(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(each -> each.word.equals(word)).findFirst();
    }

    /** The operator whose resolvers are asked at the address; empty when it is none of these. */
    public static Optional<ResolverOperator> at(Address address) {
        return ALL.stream().filter(each -> address.isIn(each.doors)).findFirst();
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
