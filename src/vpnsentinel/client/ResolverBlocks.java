package vpnsentinel.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import vpnsentinel.network.Address;
import vpnsentinel.network.Prefix;

/**
 * Which address stands for a farm of resolvers, so that another one of a known block costs no look-up at a third party.
 * Thread-safe.
 */
final class ResolverBlocks {
    private static final int MOST = 64;

    private final Cache<Prefix, Address> first =
            Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

    /** The first address that was seen of the resolver's block; of very many blocks, those seldom asked for are forgotten. */
    Address standIn(Address resolver) {
        return first.get(resolver.block(), unknown -> resolver);
    }
}
