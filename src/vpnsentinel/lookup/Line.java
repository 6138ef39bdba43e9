package vpnsentinel.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;

/** One family's line: whose turn it is to look at it, and what was seen last. Thread-safe. */
final class Line {
    private static final int QUORUM = 2;

    private final Rotation rotation;
    private volatile List<ExitSighting> lastSeen = List.of();
    /** Whether the last round brought nothing at all: then its providers are out of reach, and few are asked. */
    private volatile boolean barren;

    private volatile Optional<Address> ownPath = Optional.empty();
    private volatile Optional<Address> ownPathBefore = Optional.empty();

    Line(Rotation rotation) {
        this.rotation = rotation;
    }

    void sawOwnPath(Optional<Address> address) {
        ownPath = address.filter(Address::isPublic);
    }

    /** A round of these providers. */
    Round begin(List<EchoProvider> providers, boolean all) {
        return new Round(rotation.next(providers), all);
    }

    /** One round of this line, in which more are asked as long as something is in doubt. */
    final class Round {
        private final List<EchoProvider> regular;
        private final List<EchoProvider> spare;
        private final Set<String> names;
        private final List<EchoProvider> first;
        private final Optional<Address> path = ownPath;

        Round(List<EchoProvider> order, boolean all) {
            regular = order.stream().filter(each -> !each.way().spare()).toList();
            spare = order.stream().filter(each -> each.way().spare()).toList();
            names = order.stream().map(EchoProvider::name).collect(Collectors.toUnmodifiableSet());
            int enough = path.isPresent() ? 1 : QUORUM;
            first = all ? regular : Rotation.quiet(regular.isEmpty() ? spare : regular, enough);
        }

        List<EchoProvider> first() {
            return first;
        }

        /** The other providers, when those before leave a doubt. */
        List<EchoProvider> others(List<Answer<ExitSighting>> answers) {
            return isInDoubt(seen(answers)) ? without(regular, first) : List.of();
        }

        /** Those that need no name to be resolved, when too few of the others agree: a liar is none to outvote one. */
        List<EchoProvider> spares(List<Answer<ExitSighting>> answers) {
            List<ExitSighting> seen = seen(answers);
            boolean tooFew = !Corroboration.isBySeveral(Agreement.majority(seen));
            return isInDoubt(seen) && tooFew ? without(spare, first) : List.of();
        }

        /** Whether sources of two operators or more see the same line, and none another. */
        boolean isSettled(List<Answer<ExitSighting>> answers) {
            return Agreement.settled(seen(answers));
        }

        void end(List<Answer<ExitSighting>> answers) {
            List<ExitSighting> seen = seen(answers);
            barren = seen.isEmpty();
            ownPathBefore = path;
            List<ExitSighting> majority = Agreement.majority(seen);
            if (!majority.isEmpty()) {
                lastSeen = majority; // whoever contradicted it is to be doubted the next time, too
            }
        }

        private boolean isInDoubt(List<ExitSighting> seen) {
            if (seen.isEmpty()) {
                return !barren;
            }
            List<ExitSighting> before = lastSeen;
            boolean familiar = path.equals(ownPathBefore)
                    && seen.stream().allMatch(now -> before.stream().anyMatch(now::agreesWith));
            boolean besidePath = path.isPresent() && Corroboration.operators(seen) == 1;
            return !familiar || !(besidePath || Agreement.settled(seen));
        }

        private List<ExitSighting> seen(List<Answer<ExitSighting>> answers) {
            return Answer.values(answers.stream()
                    .filter(answer -> names.contains(answer.source()))
                    .toList());
        }

        private static List<EchoProvider> without(List<EchoProvider> all, List<EchoProvider> gone) {
            List<EchoProvider> rest = new ArrayList<>(all);
            rest.removeAll(gone);
            return rest;
        }
    }
}
