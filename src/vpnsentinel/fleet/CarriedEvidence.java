package vpnsentinel.fleet;

import java.time.Instant;
import java.util.Optional;
import vpnsentinel.access.Caller;
import vpnsentinel.network.ExitSighting;

/**
 * What is remembered of a client's evidence from one keepalive to the next.
 *
 * @param exit its exit
 * @param resolver its resolver
 * @param udp what is known of where its datagrams leave
 * @param caller from where it came last, empty when nothing did yet
 * @param suspectedSince since when one source alone names the home line, empty when none does
 */
record CarriedEvidence(
        CarriedExit exit,
        CarriedResolver resolver,
        Track<ExitSighting> udp,
        Optional<Caller> caller,
        Optional<Instant> suspectedSince) {
    /** Nothing is known yet. */
    static final CarriedEvidence EMPTY = new CarriedEvidence(
            CarriedExit.UNKNOWN, CarriedResolver.UNKNOWN, Track.unknown(), Optional.empty(), Optional.empty());

    /** Whether the last round proved exit and resolver, so that nothing older counts. */
    boolean isProven() {
        return exit.track().isFresh() && resolver.track().isFresh();
    }

    /** The same, suspected since another moment or not at all. */
    CarriedEvidence suspected(Optional<Instant> since) {
        return new CarriedEvidence(exit, resolver, udp, caller, since);
    }
}
