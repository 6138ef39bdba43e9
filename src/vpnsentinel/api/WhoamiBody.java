package vpnsentinel.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vpnsentinel.access.Caller;
import vpnsentinel.network.PublicReachability;

/**
 * The answer to {@code GET whoami}.
 *
 * @param address the caller's address as the server sees it; {@code unknown} where its proxy does not tell
 * @param serverTime when it saw it
 * @param probe {@code now} when the caller is to send new evidence at once, else null
 * @param hairpin whether the server's own host is answered at its public address over the home line, null when it has none to try
 * @param stunPort where the server answers STUN, null when it does not
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WhoamiBody(
        String address,
        String serverTime,
        @Nullable String probe,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean hairpin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer stunPort) {
    /** The answer to a caller from there. */
    public static WhoamiBody of(
            Caller caller, Instant now, boolean probeNow, Optional<PublicReachability> reachability) {
        return new WhoamiBody(
                caller.isKnown() ? caller.address().toString() : "unknown",
                ServerTime.of(now),
                probeNow ? "now" : null,
                reachability.map(PublicReachability::answers).orElse(null),
                reachability.flatMap(PublicReachability::stunPort).orElse(null));
    }
}
