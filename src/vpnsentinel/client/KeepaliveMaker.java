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
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/**
 * Makes a keepalive of a round: first what the Python server reads, then our evidence. An early report claims what was
 * known, and brings no answers of probes that were not made for it.
 *
 * @param version this product's version
 */
record KeepaliveMaker(ClientIdentity identity, String version) {
    Keepalive of(Round round, long sequence, Duration interval, Duration beat, Instant now) {
        Optional<ExitSighting> exit = Agreement.strongest(round.exits());
        Optional<ExitSighting> richest = exit.flatMap(seen -> richest(seen, Answer.values(round.exits())));
        Round.ResolverPlace resolver = round.resolverPlace();
        return new Keepalive(
                        identity.id(),
                        version,
                        round.isFarewell(),
                        new LineClaim(
                                exit.map(ExitSighting::address),
                                richest.map(ExitSighting::place).orElse(Place.UNKNOWN),
                                richest.map(ExitSighting::network)
                                        .map(Network::toString)
                                        .orElse(""),
                                resolver.place().country(),
                                resolver.network().name()),
                        Optional.of(new Report(
                                identity.boot(),
                                sequence,
                                interval,
                                beat,
                                round.bringsExits() ? round.exits() : List.of(),
                                round.resolvers(),
                                round.udp(),
                                round.local(),
                                took(round, now))))
                .at(identity.site(), identity.companion());
    }

    private static Duration took(Round round, Instant now) {
        Duration took = Duration.between(round.start().at(), now);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** What the source that says most says of the address. */
    private static Optional<ExitSighting> richest(ExitSighting exit, List<ExitSighting> seen) {
        return seen.stream()
                .filter(each -> each.address().equals(exit.address()))
                .max(Comparator.comparingLong(KeepaliveMaker::fields));
    }

    private static long fields(ExitSighting seen) {
        Place place = seen.place();
        long texts = Stream.of(
                        place.city(),
                        place.region(),
                        place.timezone(),
                        seen.network().name())
                .filter(text -> !text.isEmpty())
                .count();
        return texts
                + (place.country().isPresent() ? 1 : 0)
                + (seen.network().asn().isPresent() ? 1 : 0);
    }
}
