package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.Report;

/**
 * Makes a keepalive of a round: first what the Python server reads, then our evidence. An early report claims what was
 * known, and brings no answers of probes that were not made for it. Thread-safe.
 */
final class KeepaliveMaker {
    private final ClientIdentity identity;
    private final String version;
    private final LineClaims claims = new LineClaims();

    /** @param version this product's version */
    KeepaliveMaker(ClientIdentity identity, String version) {
        this.identity = identity;
        this.version = version;
    }

    Keepalive of(Round round, long sequence, Duration interval, Duration beat, Instant now) {
        return new Keepalive(
                        identity.id(),
                        version,
                        round.isFarewell(),
                        claims.of(round, interval, now),
                        Optional.of(new Report(
                                identity.boot(),
                                sequence,
                                interval,
                                beat,
                                round.bringsExits() ? round.exits() : List.of(),
                                round.resolvers(),
                                round.udp(),
                                round.local(),
                                took(round, now),
                                identity.followsName())))
                .at(identity.site(), identity.companion());
    }

    private static Duration took(Round round, Instant now) {
        Duration took = Duration.between(round.start().at(), now);
        return took.isNegative() ? Duration.ZERO : took;
    }
}
