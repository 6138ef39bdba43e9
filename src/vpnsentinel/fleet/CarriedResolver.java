package vpnsentinel.fleet;

import java.util.List;
import vpnsentinel.network.Network;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.verdict.ResolverEvidence;

/**
 * What is remembered of a client's resolver from one keepalive to the next.
 *
 * @param track what is known of it
 * @param provenWith the exit's network when it was last proven; the two are compared only with each other
 */
record CarriedResolver(Track<ResolverSighting> track, Network provenWith) {
    /** Nothing is known yet. */
    static final CarriedResolver UNKNOWN = new CarriedResolver(Track.unknown(), Network.UNKNOWN);

    private static final int MOST_TRANSPORTS = 4;

    /** By which protocols it is asked, where sources tell; few, whatever a client claims. */
    List<String> transports() {
        return track.seen().stream()
                .flatMap(sighting -> sighting.transport().stream())
                .distinct()
                .limit(MOST_TRANSPORTS)
                .toList();
    }

    ResolverEvidence evidence(CarriedExit exit) {
        boolean outdated = !provenWith.equals(Network.UNKNOWN) && !provenWith.sameAs(exit.network());
        return new ResolverEvidence(track.seen(), track.proof(), track.trouble(), outdated);
    }
}
