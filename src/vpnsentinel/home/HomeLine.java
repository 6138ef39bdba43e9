package vpnsentinel.home;

import java.time.Instant;
import java.util.HashSet;
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
 * What must not be seen, as known at one moment. An IPv6 address stands for the whole block that the provider delegated to
 * the line, since each device and each moment has another address in it; one that spells an IPv4 address, as those of 6to4
 * and Teredo do, is on that address's line. Immutable.
 *
 * @param current addresses that the line has now, one a family
 * @param former addresses that it had in the past days
 * @param delegated the length of the IPv6 block around each address that belongs to the line, 1 to 64
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
        int delegated,
        List<Prefix> prefixes,
        Set<Asn> networks,
        Network network,
        Set<Address> resolverEgress,
        Knowledge knowledge,
        Optional<Instant> confirmed) {
    /** The IPv6 network of one link (RFC 4291 §2.5.1): no line has less. */
    public static final int LINK = 64;

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

    /** A line to which one IPv6 network of a single link belongs. */
    public HomeLine(
            Set<Address> current,
            Set<Address> former,
            List<Prefix> prefixes,
            Set<Asn> networks,
            Network network,
            Set<Address> resolverEgress,
            Knowledge knowledge,
            Optional<Instant> confirmed) {
        this(current, former, LINK, prefixes, networks, network, resolverEgress, knowledge, confirmed);
    }

    /** Whether the address is the line's own, now or in the past days, or in a block that the settings name. */
    public boolean holds(Address address) {
        return isOf(current, address) || isOf(former, address) || isNamed(address);
    }

    /** Whether the address is the line's own at present, as it was learnt. */
    public boolean isCurrent(Address address) {
        return isOf(current, address);
    }

    /** Whether the address is one that the line had, and not one that it has. */
    public boolean isFormer(Address address) {
        return isOf(former, address) && !isOf(current, address) && !isNamed(address);
    }

    private boolean isOf(Set<Address> line, Address address) {
        if (line.contains(address)) {
            return true;
        }
        Address plain = plain(address);
        for (Address each : line) {
            // the block of an IPv4 address is that address, and no block holds the other family: most need none made
            boolean isNear =
                    !each.isV4() && !address.isV4() && each.line(delegated).contains(address);
            if (isNear || plain(each).equals(plain)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNamed(Address address) {
        Address plain = plain(address);
        for (Prefix named : prefixes) {
            if (named.contains(address) || plain(named).contains(plain)) {
                return true;
            }
        }
        return false;
    }

    /** The IPv4 address that the address spells, or else the address itself. */
    private static Address plain(Address address) {
        return address.isV4() ? address : address.spelled().orElse(address);
    }

    private static Prefix plain(Prefix block) {
        return block.spelled().orElse(block);
    }

    /** Whether the block and the line have an address in common. */
    public boolean overlaps(Prefix block) {
        Prefix plain = plain(block);
        return Stream.concat(
                        Stream.concat(current.stream(), former.stream()).map(each -> each.line(delegated)),
                        prefixes.stream())
                .anyMatch(own -> own.overlaps(block) || plain(own).overlaps(plain));
    }

    /** Whether the network is the home provider's. */
    public boolean isNetwork(Network other) {
        return other.asn().isPresent() && networks.contains(other.asn().get());
    }

    /** This line together with another one that must not be seen either; known as well as the better known. */
    public HomeLine and(HomeLine other) {
        boolean mine = knowledge.compareTo(other.knowledge) >= 0;
        HomeLine better = mine ? this : other;
        return new HomeLine(
                union(current, other.current),
                union(former, other.former),
                Math.min(delegated, other.delegated),
                Stream.concat(prefixes.stream(), other.prefixes.stream())
                        .distinct()
                        .toList(),
                union(networks, other.networks),
                better.network,
                union(resolverEgress, other.resolverEgress),
                better.knowledge,
                better.confirmed);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** This line as if it had been confirmed at another time. */
    HomeLine withConfirmed(Optional<Instant> other) {
        return new HomeLine(current, former, delegated, prefixes, networks, network, resolverEgress, knowledge, other);
    }

    /** Whether any address or block of it is known. */
    public boolean isNamed() {
        return !current.isEmpty() || !prefixes.isEmpty();
    }

    /** The line for people: its addresses and blocks, {@code unknown} when there are none. */
    public String text() {
        String text = Stream.concat(
                        current.stream()
                                .sorted()
                                .map(each -> each.isV4()
                                        ? each.toString()
                                        : each.line(delegated).toString()),
                        prefixes.stream().map(Prefix::toString))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "unknown" : text;
    }
}
