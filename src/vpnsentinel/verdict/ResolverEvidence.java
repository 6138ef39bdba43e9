package vpnsentinel.verdict;

import java.util.List;
import vpnsentinel.network.ResolverSighting;

/**
 * What is known of the resolver that a client uses.
 *
 * @param sightings what was found out about it
 * @param proof how well it was verified before
 * @param trouble why methods brought nothing, one clause each
 * @param outdated whether it was seen with another exit than the present one
 */
public record ResolverEvidence(List<ResolverSighting> sightings, Proof proof, List<String> trouble, boolean outdated) {
    public ResolverEvidence {
        sightings = List.copyOf(sightings);
        trouble = List.copyOf(trouble);
    }
}
