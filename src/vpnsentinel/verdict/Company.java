package vpnsentinel.verdict;

import java.util.Set;
import vpnsentinel.network.Asn;

/**
 * What the other clients, and the past of all of them, tell about this one.
 *
 * @param twins whether another running client uses the same id
 * @param sharedPeer whether clients with different exits arrive from this one's public address, as behind a proxy
 * @param allAtHome whether this client and every other one, two at least, have been on the learnt line since they came
 * @param familiar networks on which clients have been for so long that they are no surprise
 */
public record Company(boolean twins, boolean sharedPeer, boolean allAtHome, Set<Asn> familiar) {
    /** A client on its own, without a past. */
    public static final Company NONE = new Company(false, false, false, Set.of());

    public Company {
        familiar = Set.copyOf(familiar);
    }
}
