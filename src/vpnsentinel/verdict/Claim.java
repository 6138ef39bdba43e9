package vpnsentinel.verdict;

import java.util.Optional;
import vpnsentinel.network.Country;

/**
 * What an old client says without evidence.
 *
 * @param dnsCountry where it says that its names are resolved
 */
public record Claim(Optional<Country> dnsCountry) {}
