package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Place;

/**
 * Everything of one client that the rules may look at. Where this round brought nothing, the sightings are those of the
 * last proof and the misses say so.
 *
 * @param exit its exit
 * @param resolver its resolver
 * @param udp from where STUN servers saw datagrams arrive
 * @param whereabouts networks and countries of the resolver's addresses, and of those from which the kill-switch probe was
 *     seen; none of an address whose look-up is still to come
 * @param way how its keepalive came
 * @param claim set for an old client, which sends no evidence
 * @param local what the client sees of its own network namespace
 * @param company what other clients tell about this one
 */
public record Evidence(
        ExitEvidence exit,
        ResolverEvidence resolver,
        List<ExitSighting> udp,
        Map<Address, Whereabouts> whereabouts,
        Way way,
        Optional<Claim> claim,
        LocalSigns local,
        Company company) {
    public Evidence {
        udp = List.copyOf(udp);
        whereabouts = Map.copyOf(whereabouts);
    }

    /** The peer where it can prove something: public, and not hidden behind a proxy that is not trusted. */
    Optional<Address> witness() {
        return hasStrangerBetween() ? Optional.empty() : way.peer().filter(Address::isPublic);
    }

    /** Whether what our own server saw is a proxy's path, not the client's. */
    boolean hasStrangerBetween() {
        return way.forwardedByStranger() || company.sharedPeer();
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
                        new ExitSighting("this server", ExitSighting.OWN_PATH, address, way.network(), Place.UNKNOWN))
                .ifPresent(own::add);
        for (ExitSighting sighting : family.of(exit.sightings())) {
            if (sighting.isOwnPath() && sighting.address().isPublic()) {
                own.add(sighting);
            }
        }
        return own;
    }

    /** The sightings of the exit that count. */
    List<ExitSighting> countedExits() {
        return counted(exit.sightings(), hasStrangerBetween());
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
