package vpnsentinel.network;

import java.util.Optional;

/**
 * What the server knows of the address by which it is reached from outside.
 *
 * @param answers whether its own host was answered there over the home line, by all that the server offers
 * @param stunPort where it answers STUN, empty when it does not
 */
public record PublicReachability(boolean answers, Optional<Integer> stunPort) {
    /** Nothing is known of it. */
    public static final PublicReachability UNKNOWN = new PublicReachability(false, Optional.empty());
}
