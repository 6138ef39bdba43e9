package vpnsentinel.access;

import java.time.Duration;
import java.util.Optional;
import vpnsentinel.network.Address;

/**
 * At most so many requests a minute from one source. Who has an IPv6 address has a network of them, often a whole site's, so
 * these count by the network of a link (a /64), and so many of them together by the site above it (a /48). Thread-safe.
 */
public final class SourceLimit {
    /** How many links' worth a whole site may ask. */
    static final int LINKS_OF_A_SITE = 4;

    private final RateLimit links;
    private final RateLimit sites;

    /** A limit of that many requests a minute for an IPv4 address, or an IPv6 link. */
    public SourceLimit(int limit) {
        this.links = new RateLimit(limit);
        this.sites = new RateLimit((int) Math.min(Integer.MAX_VALUE, (long) limit * LINKS_OF_A_SITE));
    }

    /** Counts a request from the address; empty when it is within the limits, else how long to wait. */
    public Optional<Duration> count(Address from, long nowMs) {
        Optional<Duration> wait = links.count(from.ofLine(), nowMs);
        return wait.isPresent() || from.isV4() ? wait : sites.count(from.block(), nowMs);
    }
}
