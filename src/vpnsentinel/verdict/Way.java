package vpnsentinel.verdict;

import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Network;

/**
 * The way that a keepalive took to this server.
 *
 * @param peer the address from which it arrived; only a public one proves anything
 * @param network that address's network
 * @param forwardedByStranger whether a proxy that is not trusted stands between
 * @param whenProven the address from which the one arrived that last proved the exit
 */
public record Way(Optional<Address> peer, Network network, boolean forwardedByStranger, Optional<Address> whenProven) {}
