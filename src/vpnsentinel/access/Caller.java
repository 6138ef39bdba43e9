package vpnsentinel.access;

import vpnsentinel.network.Address;

/**
 * Where a request came from.
 *
 * @param address the caller's address: the peer's, or the forwarded one where the peer is a trusted proxy
 * @param forwardedByStranger whether a proxy that is not trusted stands between, so that the address is that proxy's
 * @param doubt why nobody can say who calls, empty where that is known; the address is the trusted proxy's then
 */
public record Caller(Address address, boolean forwardedByStranger, String doubt) {
    /** A caller that is known. */
    public Caller(Address address, boolean forwardedByStranger) {
        this(address, forwardedByStranger, "");
    }

    /** Whether it can be said who calls. One who is not known is private to nobody, and in no list of addresses. */
    public boolean isKnown() {
        return doubt.isEmpty();
    }

    /** Whether the address shows by which way the caller came: nobody unknown stands between. */
    public boolean isWitness() {
        return isKnown() && !forwardedByStranger;
    }
}
