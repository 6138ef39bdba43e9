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

/** What the resolver that a client uses means. */
final class DnsRules {
    private static final String LEAK_HINT =
            "Make the client use a resolver inside the tunnel: set the VPN container's DNS, or block port 53 outside it.";

    private DnsRules() {}

    /** Adds what the rules find; says whether the resolver is known well enough to compare it. */
    static boolean find(Evidence seen, Comparison home, Optional<ExitSighting> exit, List<Finding> findings) {
        if (seen.claim().isPresent()) {
            return claimed(seen.claim().get(), exit, findings);
        }
        Expectations expected = home.expected();
        Set<String> leaks = leaks(seen, home, exit);
        List<String> elsewhere = new ArrayList<>();
        boolean proven = !leaks.isEmpty();
        for (Address egress : egress(seen)) {
            Whereabouts where = seen.whereabouts(egress);
            proven |= where.isKnown() || expected.allowResolver(egress, where.network());
            if (leaks.isEmpty()
                    && !seen.resolver().outdated()
                    && where.isKnown()
                    && !belongs(egress, where, expected, exit)) {
                elsewhere.add(egress + " (" + where + ")");
            }
        }
        if (!leaks.isEmpty()) {
            findings.add(new Finding(Fact.DNS_LEAK, String.join("; ", leaks), LEAK_HINT));
        }
        if (!elsewhere.isEmpty()) {
            findings.add(elsewhere(String.join(", ", elsewhere), exit));
        }
        unverified(seen, proven, findings);
        return proven;
    }

    private static void unverified(Evidence seen, boolean proven, List<Finding> findings) {
        if (!seen.resolver().proof().ever() && !proven) {
            findings.add(new Finding(
                    Fact.DNS_NEVER_VERIFIED,
                    "no method has shown which resolver this client uses yet"
                            + ExitRules.because(seen.resolver().trouble()),
                    "Let the client's resolver answer TXT questions, and the server look up networks."));
        } else if (seen.resolver().proof().isLost()) {
            findings.add(new Finding(
                    Fact.DNS_NOT_VERIFIABLE,
                    "no proof of the resolver in the last "
                            + seen.resolver().proof().misses() + " rounds"
                            + ExitRules.because(seen.resolver().trouble()),
                    "The last proven state stays shown. See the client's log for what each method answers."));
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

    private static Set<String> leaks(Evidence seen, Comparison comparison, Optional<ExitSighting> exit) {
        HomeLine home = comparison.line();
        Optional<ExitSighting> pardoned = exit.filter(comparison::isPardoned);
        Set<String> leaks = new LinkedHashSet<>();
        for (ResolverSighting sighting : seen.resolver().sightings()) {
            for (Address egress : sighting.egress()) {
                egressLeak(egress, seen.whereabouts(egress), comparison, pardoned)
                        .ifPresent(leaks::add);
            }
            for (Prefix subnet : sighting.clientSubnets()) {
                if (home.overlaps(subnet) && exit.stream().noneMatch(each -> holds(subnet, each.address()))) {
                    leaks.add("the resolver passed on the client subnet " + subnet + ", which is the home line's");
                }
            }
            for (Address from : sighting.seenFrom()) {
                if (home.holds(from)) {
                    leaks.add("the resolver saw the question arrive from " + from + ", the home line");
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

    private static Optional<String> egressLeak(
            Address egress, Whereabouts where, Comparison comparison, Optional<ExitSighting> pardoned) {
        HomeLine home = comparison.line();
        if (home.holds(egress)) {
            return Optional.of("names are resolved from " + egress + ", which is on the home line");
        }
        if (pardoned.isPresent() && where.network().sameAs(pardoned.get().network())) {
            return Optional.empty(); // an exit that is expected there may use the resolver there
        }
        if (home.isNetwork(where.network())) {
            return Optional.of(
                    "names are resolved from " + egress + " in the home provider's network " + where.network());
        }
        boolean homeResolver = home.resolverEgress().contains(egress)
                && where.network().asn().isPresent()
                && !ResolverOperator.isPublic(where.network())
                && !comparison.expected().allowResolver(egress, where.network()); // both may use an allowed one
        return homeResolver
                ? Optional.of("names are resolved from " + egress + ", the resolver that the home line uses")
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

    private static Finding elsewhere(String resolvers, Optional<ExitSighting> exit) {
        String place = exit.flatMap(sighting -> sighting.place().country())
                .map(Country::name)
                .orElse("an unknown country");
        return new Finding(
                Fact.DNS_ELSEWHERE,
                "names are resolved by " + resolvers + ", the exit is in " + place,
                "Use the VPN's own resolver, or allow this one with VPN_SENTINEL_DNS_ALLOWED.");
    }

    private static boolean claimed(Claim claim, Optional<ExitSighting> exit, List<Finding> findings) {
        Optional<Country> country = exit.flatMap(sighting -> sighting.place().country());
        if (claim.dnsCountry().isEmpty()) {
            findings.add(new Finding(
                    Fact.DNS_NEVER_VERIFIED,
                    "an old client that does not say where its names are resolved",
                    "Update the client, so that its resolver is really asked."));
            return false;
        }
        if (country.isPresent() && !country.equals(claim.dnsCountry())) {
            findings.add(
                    elsewhere("a resolver in " + claim.dnsCountry().get().name() + ", as the client claims", exit));
        } else {
            findings.add(new Finding(
                    Fact.DNS_CLAIMED,
                    "an old client says that its names are resolved in "
                            + claim.dnsCountry().get().name() + "; it did not ask its resolver",
                    "Update the client, so that its resolver is really asked."));
        }
        return true;
    }
}
