package vpnsentinel.fleet;

import java.time.Duration;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.verdict.ExitEvidence;
import vpnsentinel.verdict.Exits;

/**
 * What is remembered of a client's exit from one keepalive to the next.
 *
 * @param track what is known of it
 * @param provenFrom the address from which the keepalive came that last proved it
 * @param familyRounds for how many rounds one family's exit has been carried on while the other's was seen anew
 */
record CarriedExit(Track<ExitSighting> track, Optional<Address> provenFrom, int familyRounds) {
    /** Nothing is known yet. */
    static final CarriedExit UNKNOWN = new CarriedExit(Track.unknown(), Optional.empty(), 0);

    /** The same after a round that did not prove it. */
    CarriedExit with(Track<ExitSighting> next) {
        return new CarriedExit(next, provenFrom, familyRounds);
    }

    /** The network of the exit on which the sources agree. */
    Network network() {
        return Exits.of(track.seen()).main().map(ExitSighting::network).orElse(Network.UNKNOWN);
    }

    ExitEvidence evidence(Optional<Duration> suspectedFor) {
        return new ExitEvidence(track.seen(), track.proof(), track.trouble(), suspectedFor);
    }
}
