package vpnsentinel.launch;

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
    private static final int V4_BLOCK = 24;
    private static final int V6_BLOCK = 48;

    private final Map<Prefix, Address> first = new LinkedHashMap<>();

    /** The first address that was seen of the resolver's block. */
    synchronized Address standIn(Address resolver) {
        Prefix block = resolver.prefix(resolver.isV4() ? V4_BLOCK : V6_BLOCK);
        if (first.size() >= MOST && !first.containsKey(block)) {
            first.remove(first.keySet().iterator().next());
        }
        return first.computeIfAbsent(block, unknown -> resolver);
    }
}
