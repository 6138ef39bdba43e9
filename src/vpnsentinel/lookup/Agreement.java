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
        return seen.stream()
                .filter(other -> other.address().equals(one.address()))
                .map(ExitSighting::operator)
                .distinct()
                .count();
    }

    private static long sameLine(ExitSighting one, List<ExitSighting> seen) {
        return seen.stream()
                .filter(other -> one.agreesWith(other))
                .map(ExitSighting::operator)
                .distinct()
                .count();
    }

    /** Whether at least two independent sources saw the line and no two of all disagree. */
    static boolean settled(List<ExitSighting> seen) {
        return seen.stream().map(ExitSighting::operator).distinct().count() >= 2
                && seen.stream().allMatch(one -> seen.stream().allMatch(other -> one.agreesWith(other)));
    }
}
