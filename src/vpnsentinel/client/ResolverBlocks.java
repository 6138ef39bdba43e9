package vpnsentinel.client;

import java.util.LinkedHashMap;
import java.util.Map;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * Which address stands for a farm of resolvers, so that another one of a known block costs no look-up at a third party.
 * Thread-safe.
 */
final class ResolverBlocks {
    private static final int MOST = 64;

    private final Map<Prefix, Address> first = new LinkedHashMap<>();

    /** The first address that was seen of the resolver's block. */
    synchronized Address standIn(Address resolver) {
        Prefix block = resolver.block();
        if (first.size() >= MOST && !first.containsKey(block)) {
            first.remove(first.keySet().iterator().next());
        }
        return first.computeIfAbsent(block, unknown -> resolver);
    }
}
