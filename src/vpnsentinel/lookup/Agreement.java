package vpnsentinel.lookup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;

/** What a client takes to be its line: nothing is compared with a home line here, and a liar is to be outvoted. Pure. */
public final class Agreement {
    private Agreement() {}

    /** The sighting that most operators confirm, the first of equals; empty when nobody saw anything. */
    public static Optional<ExitSighting> strongest(List<Answer<ExitSighting>> answers) {
        List<ExitSighting> seen = Answer.values(answers);
        return seen.stream()
                .max(Comparator.<ExitSighting>comparingInt(each -> confirming(each, seen, Agreement::isSameAddress))
                        .thenComparingInt(each -> confirming(each, seen, ExitSighting::agreesWith)));
    }

    private static int confirming(
            ExitSighting one, List<ExitSighting> seen, BiPredicate<ExitSighting, ExitSighting> agree) {
        return Corroboration.operators(Corroboration.agreeing(one, seen, agree));
    }

    private static boolean isSameAddress(ExitSighting one, ExitSighting other) {
        return one.address().equals(other.address());
    }

    /** The sightings of the one line that more than half of the operators saw; empty when there is none. */
    static List<ExitSighting> majority(List<ExitSighting> seen) {
        int all = Corroboration.operators(seen);
        return seen.stream()
                .map(one -> Corroboration.agreeing(one, seen))
                .filter(agreeing -> 2 * Corroboration.operators(agreeing) > all)
                .findFirst()
                .orElse(List.of());
    }

    /** Whether at least two independent sources saw the line and no two of all disagree. */
    static boolean settled(List<ExitSighting> seen) {
        return Corroboration.isBySeveral(seen)
                && seen.stream().allMatch(one -> seen.stream().allMatch(other -> one.agreesWith(other)));
    }
}
