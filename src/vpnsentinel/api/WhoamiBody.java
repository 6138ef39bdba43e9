package vpnsentinel.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Address;

/**
 * The answer to {@code GET whoami}.
 *
 * @param address the caller's address as the server sees it
 * @param serverTime when it saw it
 * @param probe {@code now} when the caller is to send new evidence at once, else null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WhoamiBody(
        String address, String serverTime, @Nullable String probe) {
    /** The answer to a caller from there. */
    public static WhoamiBody of(Address caller, Instant now, boolean probeNow) {
        return new WhoamiBody(caller.toString(), ServerTime.of(now), probeNow ? "now" : null);
    }
}
