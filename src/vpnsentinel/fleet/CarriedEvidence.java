package vpnsentinel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.verdict.Proof;

/**
 * What is remembered of a client's evidence from one keepalive to the next.
 *
 * @param exit what is known of its exit
 * @param exitFrom the address from which the keepalive came that last proved the exit
 * @param udp what is known of where its datagrams leave
 * @param dns what is known of its resolver
 * @param dnsExit the exit's network when the resolver was last proven; the two are compared only with each other
 * @param suspectedSince since when one source alone names the home line, empty when none does
 * @param peer the address from which the last keepalive came
 * @param forwardedByStranger whether it came through a proxy that is not trusted
 * @param carried for how many rounds one family's exit has been carried on while the other's was seen anew
 */
record CarriedEvidence(
        Track<ExitSighting> exit,
        Optional<Address> exitFrom,
        Track<ExitSighting> udp,
        Track<ResolverSighting> dns,
        Network dnsExit,
        Optional<Instant> suspectedSince,
        Optional<Address> peer,
        boolean forwardedByStranger,
        int carried) {
    /** Nothing is known yet. */
    static final CarriedEvidence EMPTY = new CarriedEvidence(
            Track.unknown(),
            Optional.empty(),
            Track.unknown(),
            Track.unknown(),
            Network.UNKNOWN,
            Optional.empty(),
            Optional.empty(),
            false,
            0);

    private static final int MOST_TRANSPORTS = 4;

    /**
     * One kind of evidence over time.
     *
     * @param seen the sightings of the last round that showed something
     * @param proof how well it is verified
     * @param provenAt when it last was, empty when never
     * @param trouble why sources brought nothing in the last round, one clause each
     */
    record Track<T>(List<T> seen, Proof proof, Optional<Instant> provenAt, List<String> trouble) {
        Track {
            seen = List.copyOf(seen);
            trouble = List.copyOf(trouble);
        }

        static <T> Track<T> unknown() {
            return new Track<>(List.of(), new Proof(false, 0), Optional.empty(), List.of());
        }

        /** A round that proved it. */
        Track<T> proven(List<T> sightings, List<String> why, Instant now) {
            return new Track<>(sightings, Proof.FRESH, Optional.of(now), why);
        }

        /** A round that proved nothing: what was proven before is carried on, or what little there is shown. */
        Track<T> missed(List<T> sightings, List<String> why) {
            return new Track<>(
                    proof.ever() ? seen : sightings, new Proof(proof.ever(), proof.misses() + 1), provenAt, why);
        }

        /** A round whose sightings have to be looked at, although they prove nothing yet. */
        Track<T> doubted(List<T> sightings, List<String> why) {
            return new Track<>(sightings, proof, provenAt, why);
        }
    }

    /** Whether the last round proved exit and resolver, so that nothing older counts. */
    boolean isProven() {
        return exit.proof().equals(Proof.FRESH) && dns.proof().equals(Proof.FRESH);
    }

    /** By which protocols its resolvers are asked, where they tell; few, whatever a client claims. */
    List<String> transports() {
        return dns.seen().stream()
                .flatMap(sighting -> sighting.transport().stream())
                .distinct()
                .limit(MOST_TRANSPORTS)
                .toList();
    }

    CarriedEvidence exit(Track<ExitSighting> next) {
        return new CarriedEvidence(
                next, exitFrom, udp, dns, dnsExit, suspectedSince, peer, forwardedByStranger, carried);
    }

    /** The exit is proven by a keepalive that came from there. */
    CarriedEvidence exitFrom(Address caller) {
        return new CarriedEvidence(
                exit, Optional.of(caller), udp, dns, dnsExit, suspectedSince, peer, forwardedByStranger, carried);
    }

    CarriedEvidence udp(Track<ExitSighting> next) {
        return new CarriedEvidence(
                exit, exitFrom, next, dns, dnsExit, suspectedSince, peer, forwardedByStranger, carried);
    }

    CarriedEvidence dns(Track<ResolverSighting> next, Network provenWith) {
        return new CarriedEvidence(
                exit, exitFrom, udp, next, provenWith, suspectedSince, peer, forwardedByStranger, carried);
    }

    CarriedEvidence from(Address caller, boolean byStranger) {
        return new CarriedEvidence(
                exit, exitFrom, udp, dns, dnsExit, suspectedSince, Optional.of(caller), byStranger, carried);
    }

    CarriedEvidence suspected(Optional<Instant> since) {
        return new CarriedEvidence(exit, exitFrom, udp, dns, dnsExit, since, peer, forwardedByStranger, carried);
    }

    CarriedEvidence carried(int rounds) {
        return new CarriedEvidence(
                exit, exitFrom, udp, dns, dnsExit, suspectedSince, peer, forwardedByStranger, rounds);
    }
}
