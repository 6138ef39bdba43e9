package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vpnsentinel.lookup.Agreement;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.wire.LineClaim;

/**
 * What keepalives claim of the line, for a server that knows one address of a client and compares it with the last one: an
 * IPv4 address wherever there is one, since the other family would look like another line, and resolver and exit of one and
 * the same round, since two of different rounds would look like a leak. What a round did not show is claimed for two
 * intervals more, and then nothing is. Thread-safe.
 */
final class LineClaims {
    private static final int KEPT_INTERVALS = 2;

    private LineClaim last = LineClaim.NONE;
    private Instant at = Instant.MIN;
    private boolean everFour;

    /** The claim of a keepalive that is made now. */
    synchronized LineClaim of(Round round, Duration interval, Instant now) {
        boolean nobodyAsked = round.isFarewell() || !round.bringsExits();
        Optional<ExitSighting> seen = nobodyAsked ? Optional.empty() : seen(round);
        if (seen.isPresent()) {
            last = claim(seen.get(), round);
            at = now;
            return last;
        }
        boolean young = at.isAfter(Instant.MIN) && now.isBefore(at.plus(interval.multipliedBy(KEPT_INTERVALS)));
        return young ? last : LineClaim.NONE;
    }

    /** The exit that the round shows; of IPv6 only as long as none of IPv4 was ever seen. */
    private Optional<ExitSighting> seen(Round round) {
        List<Answer<ExitSighting>> four = round.exits().stream()
                .filter(each -> each instanceof Answer.Seen<ExitSighting> exit
                        && Family.V4.holds(exit.value().address()))
                .toList();
        everFour |= !four.isEmpty();
        return Agreement.strongest(everFour ? four : round.exits());
    }

    private static LineClaim claim(ExitSighting exit, Round round) {
        ExitSighting richest = Answer.values(round.exits()).stream()
                .filter(each -> each.address().equals(exit.address()))
                .max(Comparator.comparingLong(LineClaims::fields))
                .orElse(exit);
        Round.ResolverPlace resolver = round.resolverPlace();
        return new LineClaim(
                Optional.of(exit.address()),
                richest.place(),
                richest.network().toString(),
                resolver.place().country(),
                resolver.network().name());
    }

    private static long fields(ExitSighting seen) {
        Place place = seen.place();
        Network network = seen.network();
        long texts = Stream.of(place.city(), place.region(), place.timezone(), network.name())
                .filter(text -> !text.isEmpty())
                .count();
        return texts + (place.country().isPresent() ? 1 : 0) + (network.asn().isPresent() ? 1 : 0);
    }
}
