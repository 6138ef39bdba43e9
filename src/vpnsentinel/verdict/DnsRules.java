package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vpnsentinel.home.HomeLine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverOperator;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.words.Sentence;

/** What the resolver that a client uses means. */
final class DnsRules {
    private DnsRules() {}

    /** Adds what the rules find; says whether the resolver is known well enough to compare it. */
    static boolean find(Evidence seen, Comparison home, Optional<ExitSighting> exit, List<Finding> findings) {
        if (seen.claim().isPresent()) {
            return claimed(seen.claim().get(), exit, findings);
        }
        Expectations expected = home.expected();
        Set<Sentence> leaks = leaks(seen, home, exit);
        List<Sentence> elsewhere = new ArrayList<>();
        boolean proven = !leaks.isEmpty();
        for (Address egress : egress(seen)) {
            Whereabouts where = seen.whereabouts(egress);
            proven |= where.isKnown() || expected.allowResolver(egress, where.network());
            if (leaks.isEmpty()
                    && !seen.resolver().outdated()
                    && where.isKnown()
                    && !belongs(egress, where, expected, exit)) {
                elsewhere.add(Whereabouts.of(egress, where.said()));
            }
        }
        if (!leaks.isEmpty()) {
            findings.add(new Finding(Fact.DNS_LEAK, List.copyOf(leaks), Sentence.of("dns-leak.hint")));
        }
        if (!elsewhere.isEmpty()) {
            findings.add(elsewhere(elsewhere, exit));
        }
        unverified(seen, proven, findings);
        return proven;
    }

    private static void unverified(Evidence seen, boolean proven, List<Finding> findings) {
        if (!seen.resolver().proof().ever() && !proven) {
            findings.add(ExitRules.tried(
                    Finding.of(Fact.DNS_NEVER_VERIFIED), seen.resolver().trouble()));
        } else if (seen.resolver().proof().isLost()) {
            Finding lost = Finding.of(
                    Fact.DNS_NOT_VERIFIABLE, "count", seen.resolver().proof().misses());
            findings.add(ExitRules.tried(lost, seen.resolver().trouble()));
        }
    }

    private static Set<Address> egress(Evidence seen) {
        Set<Address> all = new LinkedHashSet<>(4);
        for (ResolverSighting sighting : seen.resolver().sightings()) {
            for (Address egress : sighting.egress()) {
                if (!all.contains(egress) && egress.isPublic()) {
                    all.add(egress);
                }
            }
        }
        return all;
    }

    private static Set<Sentence> leaks(Evidence seen, Comparison comparison, Optional<ExitSighting> exit) {
        HomeLine home = comparison.line();
        Optional<ExitSighting> pardoned = exit.filter(comparison::isPardoned);
        Set<Sentence> leaks = new LinkedHashSet<>();
        for (ResolverSighting sighting : seen.resolver().sightings()) {
            for (Address egress : sighting.egress()) {
                egressLeak(egress, seen.whereabouts(egress), comparison, pardoned)
                        .ifPresent(leaks::add);
            }
            for (Prefix subnet : sighting.clientSubnets()) {
                if (home.overlaps(subnet) && exit.stream().noneMatch(each -> holds(subnet, each.address()))) {
                    leaks.add(Finding.said("subnet", Fact.DNS_LEAK, "subnet", subnet));
                }
            }
            for (Address from : sighting.seenFrom()) {
                if (home.holds(from)) {
                    leaks.add(Finding.said("from", Fact.DNS_LEAK, "address", from));
                }
            }
        }
        return leaks;
    }

    /** Whether the address is in the block, or in the one that the block spells. */
    private static boolean holds(Prefix subnet, Address exit) {
        return subnet.contains(exit)
                || subnet.spelled().filter(plain -> plain.contains(exit)).isPresent();
    }

    private static Optional<Sentence> egressLeak(
            Address egress, Whereabouts where, Comparison comparison, Optional<ExitSighting> pardoned) {
        HomeLine home = comparison.line();
        if (home.holds(egress)) {
            return Optional.of(Finding.said("line", Fact.DNS_LEAK, "address", egress));
        }
        if (pardoned.isPresent() && where.network().sameAs(pardoned.get().network())) {
            return Optional.empty(); // an exit that is expected there may use the resolver there
        }
        if (home.isNetwork(where.network())) {
            return Optional.of(Finding.said("network", Fact.DNS_LEAK, "address", egress, "network", where.network()));
        }
        boolean homeResolver = home.resolverEgress().contains(egress)
                && where.network().asn().isPresent()
                && !ResolverOperator.isPublic(where.network())
                && !comparison.expected().allowResolver(egress, where.network()); // both may use an allowed one
        return homeResolver
                ? Optional.of(Finding.said("resolver", Fact.DNS_LEAK, "address", egress))
                : Optional.empty();
    }

    private static boolean belongs(
            Address egress, Whereabouts where, Expectations expected, Optional<ExitSighting> exit) {
        if (exit.isEmpty() || expected.allowResolver(egress, where.network())) {
            return true; // without an exit there is nothing to compare with
        }
        Optional<Country> country = exit.get().place().country();
        return where.network().sameAs(exit.get().network())
                || (country.isPresent() && country.equals(where.country()))
                || (country.isEmpty() && exit.get().network().asn().isEmpty());
    }

    private static Finding elsewhere(List<Sentence> resolvers, Optional<ExitSighting> exit) {
        return exit.flatMap(sighting -> sighting.place().country())
                .map(place -> Finding.of(Fact.DNS_ELSEWHERE, "resolvers", resolvers, "country", place.name()))
                .orElseGet(() -> Finding.in("nowhere", Fact.DNS_ELSEWHERE, "resolvers", resolvers));
    }

    private static boolean claimed(Claim claim, Optional<ExitSighting> exit, List<Finding> findings) {
        Optional<Country> country = exit.flatMap(sighting -> sighting.place().country());
        if (claim.dnsCountry().isEmpty()) {
            findings.add(Finding.in("claim", Fact.DNS_NEVER_VERIFIED));
            return false;
        }
        String claimed = claim.dnsCountry().get().name();
        findings.add(
                country.isPresent() && !country.equals(claim.dnsCountry())
                        ? Finding.in(
                                "claimed",
                                Fact.DNS_ELSEWHERE,
                                "resolvers",
                                claimed,
                                "country",
                                country.get().name())
                        : Finding.of(Fact.DNS_CLAIMED, "country", claimed));
        return true;
    }
}
