package vpnsentinel.lookup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;

/** When sources confirm each other. Pure. */
public final class Agreement {
    private Agreement() {}

    /** The sighting that most operators confirm, the first of equals; empty when nobody saw anything. */
    public static Optional<ExitSighting> strongest(List<Answer<ExitSighting>> answers) {
        List<ExitSighting> seen = Answer.values(answers);
        return seen.stream()
                .min(Comparator.<ExitSighting>comparingLong(each -> -sameAddress(each, seen))
                        .thenComparingLong(each -> -sameLine(each, seen)));
    }

    private static long sameAddress(ExitSighting one, List<ExitSighting> seen) {
        return operators(seen.stream()
                .filter(other -> other.address().equals(one.address()))
                .toList());
    }

    private static long sameLine(ExitSighting one, List<ExitSighting> seen) {
        return operators(seen.stream().filter(one::agreesWith).toList());
    }

    /** The sightings of the one line that more than half of the operators saw; empty when there is none. */
    static List<ExitSighting> majority(List<ExitSighting> seen) {
        long all = operators(seen);
        return seen.stream()
                .map(one -> seen.stream().filter(one::agreesWith).toList())
                .filter(agreeing -> 2 * operators(agreeing) > all)
                .findFirst()
                .orElse(List.of());
    }

    /** How many operators' sources saw anything. */
    static long operators(List<ExitSighting> seen) {
        return seen.stream().map(ExitSighting::operator).distinct().count();
    }

    /** Whether at least two independent sources saw the line and no two of all disagree. */
    static boolean settled(List<ExitSighting> seen) {
        return operators(seen) >= 2
                && seen.stream().allMatch(one -> seen.stream().allMatch(other -> one.agreesWith(other)));
    }
}
