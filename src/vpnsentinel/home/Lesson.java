package vpnsentinel.home;

import java.time.Instant;
import vpnsentinel.network.Address;
import vpnsentinel.network.Network;

/**
 * An address that a line has or had. Of IPv6, the network of its link: the rest of it changes by the day and by the device.
 *
 * @param network the address's network, as far as sources said it
 * @param confirmed when sources last agreed on it
 * @param alone whether one source alone has ever named it, so that it may be wrong
 */
record Lesson(Address address, Network network, Instant confirmed, boolean alone) {
    Lesson {
        address = line(address);
    }

    /** The part of an address by which a line is known. */
    static Address line(Address address) {
        return address.ofLine();
    }

    /** Whether the address is of this lesson's line, however it is spelled. */
    boolean isOf(Address other) {
        return address.equals(line(other))
                || address.spelled().orElse(address).equals(other.spelled().orElse(other));
    }
}
