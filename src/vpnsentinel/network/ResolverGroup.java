package vpnsentinel.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The resolvers that one word of a user names: those of a network, in a block, or of an operator.
 *
 * @param networks in which networks they are
 * @param blocks in which blocks they are
 */
public record ResolverGroup(Set<Asn> networks, List<Prefix> blocks) {
    public ResolverGroup {
        networks = Set.copyOf(networks);
        blocks = List.copyOf(blocks);
    }

    /** The group that {@code AS64500}, {@code 192.0.2.0/24}, or {@code quad9} names; empty for any other word. */
    public static Optional<ResolverGroup> parse(String word) {
        Optional<ResolverGroup> operator =
                ResolverOperator.of(word).map(each -> new ResolverGroup(each.networks(), List.of()));
        return operator.or(() -> Prefix.parse(word).map(block -> new ResolverGroup(Set.of(), List.of(block))))
                .or(() -> network(word).map(number -> new ResolverGroup(Set.of(number), List.of())));
    }

    /** A number alone could be anything: it is a network only behind its letters. */
    private static Optional<Asn> network(String word) {
        return word.matches("(?i)AS\\d+") ? Asn.parse(word) : Optional.empty();
    }
}
