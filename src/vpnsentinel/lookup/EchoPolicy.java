package vpnsentinel.lookup;

import java.util.function.BooleanSupplier;
import vpnsentinel.network.ExitSighting;

/**
 * Who of the echo providers is asked.
 *
 * @param preferred the name of the provider that always comes first, or {@code auto}
 * @param v6 says at each round whether providers are asked by IPv6 too; without a route nobody is
 * @param thirdParties whether others' providers are asked at all, or only those on the own path
 */
public record EchoPolicy(String preferred, BooleanSupplier v6, boolean thirdParties) {
    /** All providers of IPv4. */
    public static EchoPolicy usual(String preferred) {
        return new EchoPolicy(preferred, () -> false, true);
    }

    /** Why there is nobody to ask. */
    String whyNobody() {
        return thirdParties
                ? "no echo provider: is there an echo route?"
                : "third parties are not asked, as VPN_SENTINEL_THIRD_PARTIES says";
    }

    /** Whether a provider of this operator may be asked. */
    boolean allows(String operator) {
        return thirdParties || operator.equals(ExitSighting.OWN_PATH);
    }
}
