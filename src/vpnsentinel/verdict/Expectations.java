package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverGroup;
import vpnsentinel.words.Sentence;

/**
 * What the user allows and expects of one client. Each list that is not empty must hold.
 *
 * @param dnsNetworks networks whose resolvers are fine wherever they are
 * @param dnsPrefixes blocks whose resolvers are fine wherever they are
 * @param countries where the exit is expected
 * @param networks in which networks the exit is expected
 * @param exits in which blocks the exit is expected; one of the other family says nothing
 */
public record Expectations(
        Set<Asn> dnsNetworks, List<Prefix> dnsPrefixes, Set<Country> countries, Set<Asn> networks, List<Prefix> exits) {
    /** Nothing in particular is allowed or expected. */
    public static final Expectations NONE = new Expectations(Set.of(), List.of(), Set.of(), Set.of(), List.of());

    public Expectations {
        dnsNetworks = Set.copyOf(dnsNetworks);
        dnsPrefixes = List.copyOf(dnsPrefixes);
        countries = Set.copyOf(countries);
        networks = Set.copyOf(networks);
        exits = List.copyOf(exits);
    }

    /** The expectations that name no exit and allow these resolvers. */
    public static Expectations of(List<ResolverGroup> dnsAllowed) {
        return new Expectations(
                dnsAllowed.stream().flatMap(each -> each.networks().stream()).collect(Collectors.toSet()),
                dnsAllowed.stream().flatMap(each -> each.blocks().stream()).toList(),
                Set.of(),
                Set.of(),
                List.of());
    }

    /** The same, with the exit expected in these countries, networks, and blocks. */
    public Expectations exits(List<Country> inCountries, List<Asn> inNetworks, List<Prefix> inBlocks) {
        return new Expectations(
                dnsNetworks, dnsPrefixes, Set.copyOf(inCountries), Set.copyOf(inNetworks), List.copyOf(inBlocks));
    }

    boolean allowResolver(Address egress, Network network) {
        return (network.asn().isPresent() && dnsNetworks.contains(network.asn().get())) || egress.isIn(dnsPrefixes);
    }

    /** Whether the user named this exit: its network or its address. A country alone names nobody. */
    boolean names(ExitSighting exit) {
        return exit.network().asn().map(networks::contains).orElse(false)
                || exit.address().isIn(exits);
    }

    /** What would have been expected instead of this exit; empty when it is, or when too little is known of it. */
    List<Sentence> complaint(ExitSighting exit) {
        List<Sentence> complaints = new ArrayList<>(3);
        Optional<Country> country = exit.place().country();
        if (!countries.isEmpty() && country.isPresent() && !countries.contains(country.get())) {
            complaints.add(words(countries.stream().map(Country::name)));
        }
        Optional<Asn> asn = exit.network().asn();
        if (!networks.isEmpty() && asn.isPresent() && !networks.contains(asn.get())) {
            complaints.add(words(networks.stream().map(Asn::toString)));
        }
        List<Prefix> family = exits.stream()
                .filter(block -> block.base().isV4() == exit.address().isV4())
                .toList();
        if (!family.isEmpty() && !exit.address().isIn(family)) {
            complaints.add(words(family.stream().map(Prefix::toString)));
        }
        return complaints;
    }

    private static Sentence words(Stream<String> names) {
        return Sentence.of("any-of", "names", names.sorted().toList());
    }
}
