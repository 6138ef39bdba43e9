package vpnsentinel.probe;

import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;

/** What the kernel of this network namespace is asked. */
public interface Kernel {
    /** The interfaces that are up and have an address, by name. */
    List<Link> links();

    /** The source address that a datagram to the target would get, empty when there is no route. Sends nothing. */
    Optional<Address> sourceTowards(Address target);
}
