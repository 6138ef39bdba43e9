package vpnsentinel.network;

import java.util.Optional;

/**
 * Sockets of programs in the client's network namespace that use an address beside the tunnel; those with the same
 * local address and remote are one sighting.
 *
 * @param kind what kind of traffic it is
 * @param protocol {@code tcp} or {@code udp}
 * @param local the local address, assigned to an interface that is not the tunnel
 * @param via that interface
 * @param remote the other end, empty for an unconnected socket
 * @param port the other end's port; of a visited or an unconnected socket, the local one
 * @param count how many sockets look like this
 */
public record SocketSighting(
        Kind kind, String protocol, Address local, String via, Optional<Address> remote, int port, int count) {
    /** What kind of traffic a socket carries. */
    public enum Kind {
        /** A connection that a program opened towards a public address: its traffic leaves beside the tunnel. */
        OUTBOUND,
        /** A connection from outside to a port that listens here. */
        INBOUND,
        /** An unconnected UDP socket: nobody can tell from it whom it talks to. */
        UNCONNECTED
    }
}
