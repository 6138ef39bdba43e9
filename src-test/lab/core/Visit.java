package lab.core;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.network.Address;

/**
 * A request as a web service sees it.
 *
 * @param host the name that the caller used, without a port
 * @param agent the caller's {@code User-Agent}
 * @param encrypted whether it came over TLS
 */
record Visit(URI uri, String host, Address caller, String agent, boolean encrypted, Instant at) {
    /** The query without its question mark; empty when there is none. */
    String query() {
        return Optional.ofNullable(uri.getRawQuery()).orElse("");
    }

    /** The same request from another address. */
    Visit from(Address other) {
        return new Visit(uri, host, other, agent, encrypted, at);
    }
}
