package vpnsentinel.network;

import java.util.ArrayList;
import java.util.List;

/** The two internets, which are compared apart: an address of one says nothing about an address of the other. */
public enum Family {
    V4,
    V6;

    /** The family of the address. */
    public static Family of(Address address) {
        return address.isV4() ? V4 : V6;
    }

    /** Whether the address is of this family. */
    public boolean holds(Address address) {
        return of(address) == this;
    }

    /** The sightings of this family. */
    public List<ExitSighting> of(List<ExitSighting> sightings) {
        List<ExitSighting> own = new ArrayList<>(sightings.size());
        for (ExitSighting sighting : sightings) {
            if (holds(sighting.address())) {
                own.add(sighting);
            }
        }
        return own;
    }
}
