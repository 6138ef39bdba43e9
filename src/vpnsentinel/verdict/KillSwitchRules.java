package vpnsentinel.verdict;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Fact;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.KillSwitchSighting.Result;
import vpnsentinel.network.Place;
import vpnsentinel.words.Sentence;

/** What it means where sockets bound beside the tunnel came out. */
final class KillSwitchRules {
    private final Evidence seen;
    private final Comparison home;
    private final List<ExitSighting> exits;

    private KillSwitchRules(Evidence seen, Comparison home) {
        this.seen = seen;
        this.home = home;
        exits = seen.countedExits().stream()
                .filter(exit -> !home.isAccused(exit))
                .toList();
    }

    static void find(KillSwitchSighting tried, Evidence seen, Comparison home, List<Finding> findings) {
        KillSwitchRules rules = new KillSwitchRules(seen, home);
        List<ExitSighting> strange = rules.strange(tried);
        Optional<ExitSighting> beside = strange.stream().filter(rules::isBeside).findFirst();
        if (beside.isPresent()) {
            findings.add(Finding.in(
                    "from",
                    Fact.KILL_SWITCH_OPEN,
                    "address",
                    beside.get().address(),
                    "which",
                    rules.name(beside.get()),
                    "detail",
                    tried.detail()));
        } else if (!strange.isEmpty()) {
            Address there = strange.get(0).address();
            findings.add(
                    Finding.in("strange", Fact.KILL_SWITCH_NOT_PROVEN, "address", there, "detail", tried.detail()));
        } else if (tried.result() == Result.NOT_PROVEN) {
            findings.add(Finding.in("detail", Fact.KILL_SWITCH_NOT_PROVEN, "detail", tried.detail()));
        } else if (tried.result() == Result.OPEN && tried.seenFrom().isEmpty()) {
            // of a client that does not tell from where it was seen
            findings.add(Finding.in("somehow", Fact.KILL_SWITCH_OPEN, "detail", tried.detail()));
        }
    }

    /** What came out elsewhere than by the tunnel, as far as is known. */
    private List<ExitSighting> strange(KillSwitchSighting tried) {
        return tried.seenFrom().stream()
                .map(this::sighting)
                .filter(there -> home.isAccused(there) || !isTunnel(there, tried.result()))
                .toList();
    }

    /** What is not open for the client was seen on its exit of that moment, which may have moved since. */
    private boolean isTunnel(ExitSighting there, Result result) {
        return result != Result.OPEN || exits.stream().anyMatch(exit -> isNear(exit, there));
    }

    /** Whether what did not come out by the tunnel certainly left beside it. */
    private boolean isBeside(ExitSighting there) {
        boolean looked = seen.whereabouts().containsKey(there.address());
        return home.isAccused(there) || (looked && exits.stream().anyMatch(exit -> isComparable(exit, there)));
    }

    private ExitSighting sighting(Address address) {
        return new ExitSighting(
                "this server",
                ExitSighting.OWN_PATH,
                address,
                seen.whereabouts(address).network(),
                Place.UNKNOWN);
    }

    /** The same block or network, as exit pools have. */
    private static boolean isNear(ExitSighting exit, ExitSighting there) {
        return exit.address().block().contains(there.address()) || exit.agreesWith(there);
    }

    /** An address of one family says nothing about one of the other, unless both networks are known. */
    private static boolean isComparable(ExitSighting exit, ExitSighting there) {
        return exit.address().isV4() == there.address().isV4()
                || (exit.network().asn().isPresent() && there.network().asn().isPresent());
    }

    private Sentence name(ExitSighting there) {
        if (home.line().holds(there.address())) {
            return Sentence.of(home.line().isFormer(there.address()) ? "line.former" : "line.home");
        }
        return home.line().isNetwork(there.network())
                ? Sentence.of("line.provider", "network", there.network())
                : Sentence.of("line.neither");
    }
}
