package vpnsentinel.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * Where a request came from.
 *
 * @param address the caller's address: the peer's, or the forwarded one where the peer is a trusted proxy
 * @param forwardedByStranger whether a forwarding header came from a peer that is no trusted proxy
 */
public record Caller(Address address, boolean forwardedByStranger) {
    /**
     * The caller behind a connection. The header is read from its right end, and only as far as trusted proxies wrote
     * it: what a client itself puts in front is never believed.
     */
    public static Caller of(Address peer, @Nullable String forwardedFor, List<Prefix> trusted) {
        if (forwardedFor == null || forwardedFor.isBlank()) {
            return new Caller(peer, false);
        }
        if (!peer.isIn(trusted)) {
            return new Caller(peer, true);
        }
        String[] hops = forwardedFor.split(",");
        Address caller = peer;
        for (int i = hops.length - 1; i >= 0; i--) {
            Optional<Address> hop = Address.parse(hops[i]);
            if (hop.isEmpty()) {
                break;
            }
            caller = hop.get();
            if (!caller.isIn(trusted)) {
                break;
            }
        }
        return new Caller(caller, false);
    }
}
