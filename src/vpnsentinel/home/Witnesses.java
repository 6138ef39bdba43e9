package vpnsentinel.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Corroboration;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;

/**
 * What the sources that were asked about one line have in common. A lesson outlasts them, so that only one and the same
 * line counts, an address or the network of its link; neighbours in one network do where no source names it twice.
 */
final class Witnesses {
    private Witnesses() {}

    /**
     * The sighting on which two operators agree, or the only one where that is enough, as the server's own name is, and what
     * our own server sees of a companion that asks nobody else. Where each sees another address of one network that is no
     * data centre, the line has a pool of them: the known one stays, or one of them stands for all.
     */
    static Optional<ExitSighting> agreed(List<ExitSighting> sightings, Optional<Lesson> known) {
        for (ExitSighting one : sightings) {
            List<ExitSighting> same = Corroboration.agreeing(one, sightings, Witnesses::isSameLine);
            boolean plausible = known.map(Lesson::address)
                    .map(Lesson.line(one.address())::equals)
                    .orElse(true);
            boolean trusted = same.stream().anyMatch(each -> each.operator().equals(ExitSighting.PUBLIC_NAME))
                    || sightings.stream().allMatch(ExitSighting::isOwnPath);
            if (Corroboration.isBySeveral(same) || trusted || (plausible && same.size() == sightings.size())) {
                return Optional.of(richest(same));
            }
        }
        return pooled(sightings, known);
    }

    private static boolean isSameLine(ExitSighting one, ExitSighting other) {
        return Lesson.line(one.address()).equals(Lesson.line(other.address()));
    }

    private static boolean isSameNetwork(ExitSighting one, ExitSighting other) {
        return one.network().sameAs(other.network());
    }

    /** One of several addresses of the line's one network. */
    private static Optional<ExitSighting> pooled(List<ExitSighting> sightings, Optional<Lesson> known) {
        for (ExitSighting one : sightings) {
            List<ExitSighting> neighbours = Corroboration.agreeing(one, sightings, Witnesses::isSameNetwork);
            boolean all = neighbours.size() == sightings.size() && Corroboration.isBySeveral(neighbours);
            if (all && neighbours.stream().noneMatch(each -> each.network().kind() == Network.Kind.HOSTING)) {
                return Optional.of(known.flatMap(lesson -> neighbours.stream()
                                .filter(each -> Lesson.line(each.address()).equals(lesson.address()))
                                .findFirst())
                        .orElse(richest(neighbours)));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing but one echo provider's word stands for the sighting. */
    static boolean isAlone(ExitSighting taken, List<ExitSighting> sightings) {
        return !Corroboration.isBySeveral(sightings)
                && !taken.isOwnPath()
                && sightings.stream().noneMatch(each -> each.operator().equals(ExitSighting.PUBLIC_NAME));
    }

    /** The sighting that knows the network, with the kind of network that any of them knows: access, where they differ. */
    private static ExitSighting richest(List<ExitSighting> same) {
        ExitSighting best = same.stream()
                .filter(each -> each.network().asn().isPresent())
                .findFirst()
                .orElse(same.get(0));
        Network.Kind kind = same.stream()
                .map(each -> each.network().kind())
                .min(Comparator.naturalOrder())
                .orElse(Network.Kind.UNKNOWN);
        Network network = new Network(best.network().asn(), best.network().name(), kind);
        return new ExitSighting(best.source(), best.operator(), best.address(), network, best.place());
    }

    /** Why they do not agree, one clause a reason. */
    static String trouble(List<Answer<ExitSighting>> exits) {
        List<String> reasons = new ArrayList<>(Answer.reasons(exits));
        for (ExitSighting seen : Answer.values(exits)) {
            reasons.add(seen.source() + ": names " + seen.address());
        }
        return reasons.isEmpty() ? "no echo provider has a route" : String.join("; ", reasons);
    }
}
