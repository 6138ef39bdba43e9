package vpnsentinel.home;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;

/**
 * What must not be seen, as known at one moment. Immutable.
 *
 * @param current addresses that the line has now, one a family
 * @param former addresses that it had in the past days
 * @param prefixes blocks that the settings name
 * @param networks numbers of the access networks that the line belongs to
 * @param network the learnt line's network, for people
 * @param resolverEgress addresses from which the home's own resolver asks
 * @param knowledge how sure this is
 * @param confirmed when the sources last agreed, empty when never
 */
public record HomeLine(
        Set<Address> current,
        Set<Address> former,
        List<Prefix> prefixes,
        Set<Asn> networks,
        Network network,
        Set<Address> resolverEgress,
        Knowledge knowledge,
        Optional<Instant> confirmed) {
    /** How sure the home line is. */
    public enum Knowledge {
        /** Nothing is known: nobody can be called protected. */
        UNKNOWN,
        /** Not confirmed for a day. */
        STALE,
        /** Known. */
        KNOWN
    }

    /** A home line of which nothing is known. */
    public static final HomeLine UNKNOWN = new HomeLine(
            Set.of(), Set.of(), List.of(), Set.of(), Network.UNKNOWN, Set.of(), Knowledge.UNKNOWN, Optional.empty());

    public HomeLine {
        current = Set.copyOf(current);
        former = Set.copyOf(former);
        prefixes = List.copyOf(prefixes);
        networks = Set.copyOf(networks);
        resolverEgress = Set.copyOf(resolverEgress);
    }

    /** Whether the address is the line's own, now or in the past days, or in a block that the settings name. */
    public boolean holds(Address address) {
        return current.contains(address) || former.contains(address) || address.isIn(prefixes);
    }

    /** Whether the address is one that the line had, and not one that it has. */
    public boolean isFormer(Address address) {
        return former.contains(address) && !current.contains(address) && !address.isIn(prefixes);
    }

    /** Whether the block and the line have an address in common. */
    public boolean overlaps(Prefix block) {
        return current.stream().anyMatch(block::contains)
                || former.stream().anyMatch(block::contains)
                || prefixes.stream().anyMatch(block::overlaps);
    }

    /** Whether the network is the home provider's. */
    public boolean isNetwork(Network other) {
        return other.asn().isPresent() && networks.contains(other.asn().get());
    }

    /** This line as if it had been confirmed at another time. */
    HomeLine withConfirmed(Optional<Instant> other) {
        return new HomeLine(current, former, prefixes, networks, network, resolverEgress, knowledge, other);
    }

    /** The line for people: its addresses and blocks, {@code unknown} when there are none. */
    public String text() {
        String text = Stream.concat(
                        current.stream().sorted().map(Address::toString),
                        prefixes.stream().map(Prefix::toString))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "unknown" : text;
    }
}
