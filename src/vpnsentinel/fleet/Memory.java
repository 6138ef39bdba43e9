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
 * @param exits the sightings of the last round that showed the exit
 * @param exitProof how well the exit is verified
 * @param exitProvenAt when it last was, empty when never
 * @param resolvers the sightings of the last round that showed the resolver
 * @param dnsProof how well the resolver is verified
 * @param dnsProvenAt when it last was, empty when never
 * @param dnsExit the exit's network at that time; a resolver is compared only with the exit that it was seen with
 * @param suspectedSince since when one source alone names the home line, empty when none does
 * @param exitTrouble why sources saw nothing in the last round
 * @param dnsTrouble why methods brought nothing in the last round
 * @param peer the address from which the last keepalive came
 * @param forwardedByStranger whether it came through a proxy that is not trusted
 */
record Memory(
        List<ExitSighting> exits,
        Proof exitProof,
        Optional<Instant> exitProvenAt,
        List<ResolverSighting> resolvers,
        Proof dnsProof,
        Optional<Instant> dnsProvenAt,
        Network dnsExit,
        Optional<Instant> suspectedSince,
        List<String> exitTrouble,
        List<String> dnsTrouble,
        Optional<Address> peer,
        boolean forwardedByStranger) {
    private static final Proof NEVER = new Proof(false, 0);

    /** Nothing is known yet. */
    static final Memory EMPTY = new Memory(
            List.of(),
            NEVER,
            Optional.empty(),
            List.of(),
            NEVER,
            Optional.empty(),
            Network.UNKNOWN,
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            false);

    Memory exit(List<ExitSighting> seen, List<String> trouble, Proof proof, Optional<Instant> provenAt) {
        return new Memory(
                seen,
                proof,
                provenAt,
                resolvers,
                dnsProof,
                dnsProvenAt,
                dnsExit,
                suspectedSince,
                trouble,
                dnsTrouble,
                peer,
                forwardedByStranger);
    }

    Memory resolver(
            List<ResolverSighting> seen, List<String> trouble, Proof proof, Optional<Instant> provenAt, Network exit) {
        return new Memory(
                exits,
                exitProof,
                exitProvenAt,
                seen,
                proof,
                provenAt,
                exit,
                suspectedSince,
                exitTrouble,
                trouble,
                peer,
                forwardedByStranger);
    }

    Memory from(Address caller, boolean byStranger) {
        return new Memory(
                exits,
                exitProof,
                exitProvenAt,
                resolvers,
                dnsProof,
                dnsProvenAt,
                dnsExit,
                suspectedSince,
                exitTrouble,
                dnsTrouble,
                Optional.of(caller),
                byStranger);
    }

    Memory suspected(Optional<Instant> since) {
        return new Memory(
                exits,
                exitProof,
                exitProvenAt,
                resolvers,
                dnsProof,
                dnsProvenAt,
                dnsExit,
                since,
                exitTrouble,
                dnsTrouble,
                peer,
                forwardedByStranger);
    }
}
