package vpnsentinel.network;

import java.util.Optional;

/**
 * The way that the kernel would take to a target, read from a connected UDP socket without sending a packet.
 *
 * @param role why the target is of interest
 * @param target the address asked for
 * @param via the interface that it would leave by: {@code wg0}; empty when there is no route
 * @param local the source address that the kernel would use, empty when there is no route
 */
public record RouteChoice(Role role, Address target, String via, Optional<Address> local) {
    /** Why a target is of interest. */
    public enum Role {
        /** An address of the public internet. */
        INTERNET,
        /** This product's server. */
        SERVER,
        /** An address near the server's that is not its own: it shows whether the server is an exception. */
        SERVER_NEIGHBOUR,
        /** A name server of the resolver configuration. */
        NAME_SERVER
    }

    /** Whether there is a route at all. */
    public boolean isRouted() {
        return !via.isEmpty();
    }
}
