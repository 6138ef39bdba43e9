package vpnsentinel.probe;

import java.util.List;
import vpnsentinel.network.Address;

/**
 * A network interface that is up.
 *
 * @param name its name: {@code eth0}
 * @param loopback whether it leads nowhere but to this host
 * @param pointToPoint whether the kernel says that exactly one other end is behind it
 * @param addresses its addresses, in a fixed order
 */
public record Link(String name, boolean loopback, boolean pointToPoint, List<Address> addresses) {
    public Link {
        addresses = addresses.stream().sorted().toList();
    }
}
