package vpnsentinel.verdict;

import java.util.ArrayList;
import java.util.List;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;

/** The two internets, which are compared apart: an address of one says nothing about an address of the other. */
enum Family {
    V4,
    V6;

    static Family of(Address address) {
        return address.isV4() ? V4 : V6;
    }

    boolean holds(Address address) {
        return of(address) == this;
    }

    /** The sightings of this family. */
    List<ExitSighting> of(List<ExitSighting> sightings) {
        List<ExitSighting> own = new ArrayList<>(sightings.size());
        for (ExitSighting sighting : sightings) {
            if (holds(sighting.address())) {
                own.add(sighting);
            }
        }
        return own;
    }
}
