package vpnsentinel.network;

import java.util.List;

/**
 * What one method found out about the resolver in force.
 *
 * @param method the method's name: {@code google-myaddr}
 * @param operator who runs the zone that answered
 * @param nameserver the line of resolv.conf that was asked, as text: {@code 10.2.0.1}
 * @param egress addresses from which the resolver asked the authoritative server
 * @param clientSubnets what the resolver told of its client (RFC 7871), empty when it tells nothing
 * @param seenFrom addresses from which the resolver itself saw our question arrive, empty when the method cannot tell
 */
public record ResolverSighting(
        String method,
        String operator,
        String nameserver,
        List<Address> egress,
        List<Prefix> clientSubnets,
        List<Address> seenFrom) {
    public ResolverSighting {
        egress = List.copyOf(egress);
        clientSubnets = List.copyOf(clientSubnets);
        seenFrom = List.copyOf(seenFrom);
    }
}
