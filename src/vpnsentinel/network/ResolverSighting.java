package vpnsentinel.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one method found out about the resolver in force.
 *
 * @param method the method's name: {@code google-myaddr}
 * @param operator who runs the zone that answered
 * @param nameserver the line of resolv.conf that was asked, as text: {@code 10.2.0.1}
 * @param egress addresses from which the resolver asked the authoritative server
 * @param clientSubnets what the resolver told of its client (RFC 7871), empty when it tells nothing
 * @param seenFrom addresses from which the resolver itself saw our question arrive, empty when the method cannot tell
 * @param transport by which protocol the resolver was asked, as {@link #transport(String)} writes it; empty when the method cannot tell
 */
public record ResolverSighting(
        String method,
        String operator,
        String nameserver,
        List<Address> egress,
        List<Prefix> clientSubnets,
        List<Address> seenFrom,
        Optional<String> transport) {
    private static final Pattern TRANSPORT = Pattern.compile("[a-z0-9][a-z0-9-]{0,19}");

    public ResolverSighting {
        egress = List.copyOf(egress);
        clientSubnets = List.copyOf(clientSubnets);
        seenFrom = List.copyOf(seenFrom);
    }

    /** A sighting of a method that tells addresses. */
    public ResolverSighting(
            String method,
            String operator,
            String nameserver,
            List<Address> egress,
            List<Prefix> clientSubnets,
            List<Address> seenFrom) {
        this(method, operator, nameserver, egress, clientSubnets, seenFrom, Optional.empty());
    }

    /** A protocol's word: {@code do53-udp}, {@code do53-tcp}, {@code dot}, {@code doh}, {@code dnscrypt-udp}; empty when it is none. */
    public static Optional<String> transport(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(word -> TRANSPORT.matcher(word).matches());
    }

    /** Whether it tells any address, so that it can be compared. */
    public boolean tellsAddresses() {
        return !egress.isEmpty() || !clientSubnets.isEmpty() || !seenFrom.isEmpty();
    }
}
