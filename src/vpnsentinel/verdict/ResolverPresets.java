package vpnsentinel.verdict;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;

/**
 * The networks that a name in a list of allowed resolvers stands for. Of a VPN, only those that its operator runs for
 * nobody else: many rent servers from hosts (M247, Datacamp) whose other tenants are strangers, so some have no name here.
 */
final class ResolverPresets {
    private static final Map<String, Set<Asn>> PUBLIC_RESOLVERS = Map.of(
            "google", numbers(15169),
            "cloudflare", numbers(13335),
            "quad9", numbers(19281),
            "opendns", numbers(36692),
            "nextdns", numbers(34939),
            "adguard", numbers(212772));

    /** Mullvad's servers stand at 31173 Services (39351); PacketHub is NordVPN's; Cyberzone is Surfshark's. */
    private static final Map<String, Set<Asn>> VPNS = Map.of(
            "mullvad", numbers(39351, 57138, 216025),
            "nordvpn", numbers(136787, 141039, 147049, 207137),
            "proton", numbers(62371, 199218, 208172, 209103),
            "surfshark", numbers(209854));

    private ResolverPresets() {}

    private static Set<Asn> numbers(long... numbers) {
        return Arrays.stream(numbers).mapToObj(Asn::new).collect(Collectors.toUnmodifiableSet());
    }

    /** The networks of the name, in capitals or not; empty when it is none of these. */
    static Optional<Set<Asn>> of(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return Stream.of(PUBLIC_RESOLVERS, VPNS)
                .flatMap(presets -> Optional.ofNullable(presets.get(word)).stream())
                .findFirst();
    }

    /** Whether the network is of a public resolver operator, whose egress says nothing about who asked. */
    static boolean isPublicResolver(Network network) {
        return network.asn()
                .map(asn -> PUBLIC_RESOLVERS.values().stream().anyMatch(each -> each.contains(asn)))
                .orElse(false);
    }
}
