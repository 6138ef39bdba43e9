package vpnsentinel.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;

/** What the sources that were asked about one line have in common. */
final class Witnesses {
    private Witnesses() {}

    /** The sighting on which two operators agree, or the only one where that is enough, as the server's own name is. */
    static Optional<ExitSighting> agreed(List<ExitSighting> sightings, Optional<Lesson> known) {
        for (ExitSighting one : sightings) {
            Address line = Lesson.line(one.address());
            List<ExitSighting> same = sightings.stream()
                    .filter(other -> Lesson.line(other.address()).equals(line))
                    .toList();
            boolean two = same.stream().map(ExitSighting::operator).distinct().count() > 1;
            boolean plausible = known.map(Lesson::address).map(line::equals).orElse(true);
            boolean named = same.stream().anyMatch(each -> each.operator().equals(ExitSighting.PUBLIC_NAME));
            if (two || named || (plausible && same.size() == sightings.size())) {
                return Optional.of(richest(same));
            }
        }
        return Optional.empty();
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
