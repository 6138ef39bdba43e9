package vpnsentinel.verdict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;

/**
 * Everything of one client that the rules may look at. Where this round brought nothing, the sightings are those of the
 * last proof and the misses say so.
 *
 * @param exits what echo providers saw; of an old client, its claim
 * @param exitTrouble why others saw nothing, one clause each
 * @param exitProof how well the exit was verified before
 * @param suspectedFor how long one source alone has been naming the home line, empty when none does
 * @param resolvers what was found out about the resolver
 * @param whereabouts networks and countries of the resolver's addresses, and of those from which the kill-switch probe was
 *     seen; none of an address whose look-up is still to come
 * @param dnsTrouble why methods brought nothing, one clause each
 * @param dnsProof how well the resolver was verified before
 * @param dnsOutdated whether the resolver was seen with another exit than the present one
 * @param exitFrom the address from which the keepalive arrived that last proved the exit
 * @param peer the address from which the keepalive arrived; only a public one proves anything
 * @param peerNetwork that address's network
 * @param forwardedByStranger whether a proxy that is not trusted stands between
 * @param claim set for an old client, which sends no evidence
 * @param udp from where STUN servers saw datagrams arrive
 * @param local what the client sees of its own network namespace
 * @param company what other clients tell about this one
 */
public record Evidence(
        List<ExitSighting> exits,
        List<String> exitTrouble,
        Proof exitProof,
        Optional<Duration> suspectedFor,
        List<ResolverSighting> resolvers,
        Map<Address, Whereabouts> whereabouts,
        List<String> dnsTrouble,
        Proof dnsProof,
        boolean dnsOutdated,
        Optional<Address> exitFrom,
        Optional<Address> peer,
        Network peerNetwork,
        boolean forwardedByStranger,
        Optional<Claim> claim,
        List<ExitSighting> udp,
        LocalSigns local,
        Company company) {
    public Evidence {
        exits = List.copyOf(exits);
        exitTrouble = List.copyOf(exitTrouble);
        resolvers = List.copyOf(resolvers);
        whereabouts = Map.copyOf(whereabouts);
        udp = List.copyOf(udp);
        dnsTrouble = List.copyOf(dnsTrouble);
    }

    /** The peer where it can prove something: public, and not hidden behind a proxy that is not trusted. */
    Optional<Address> witness() {
        return hasStrangerBetween() ? Optional.empty() : peer.filter(Address::isPublic);
    }

    /** Whether what our own server saw is a proxy's path, not the client's. */
    boolean hasStrangerBetween() {
        return forwardedByStranger || company.sharedPeer();
    }

    /** What our own server saw of the family: the keepalive's peer, and what its echo answered; all of it is one source. */
    List<ExitSighting> ownPath(Family family) {
        if (hasStrangerBetween()) {
            return List.of();
        }
        List<ExitSighting> own = new ArrayList<>(2);
        witness()
                .filter(family::holds)
                .map(address ->
                        new ExitSighting("this server", ExitSighting.OWN_PATH, address, peerNetwork, Place.UNKNOWN))
                .ifPresent(own::add);
        for (ExitSighting sighting : family.of(exits)) {
            if (sighting.isOwnPath() && sighting.address().isPublic()) {
                own.add(sighting);
            }
        }
        return own;
    }

    /** Whether a lone accuser's second look has been awaited for long enough. */
    boolean isSecondLookOver() {
        return suspectedFor
                .map(since -> since.compareTo(Judge.SECOND_LOOK) >= 0)
                .orElse(false);
    }

    /** The sightings that count. */
    List<ExitSighting> countedExits() {
        return counted(exits, hasStrangerBetween());
    }

    /** The sightings that count: of our own server's, only one of a public address that is not a proxy's. */
    public static List<ExitSighting> counted(List<ExitSighting> sightings, boolean strangerBetween) {
        List<ExitSighting> counted = new ArrayList<>(sightings.size());
        for (ExitSighting sighting : sightings) {
            if (!sighting.isOwnPath() || (!strangerBetween && sighting.address().isPublic())) {
                counted.add(sighting);
            }
        }
        return counted;
    }

    Whereabouts whereabouts(Address address) {
        return whereabouts.getOrDefault(address, Whereabouts.UNKNOWN);
    }
}
