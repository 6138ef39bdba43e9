package vpnsentinel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.PublicReachability;

/**
 * What a client takes from the server's answer to a beat.
 *
 * @param address from where the server saw the beat come
 * @param probeNow whether the server asks for a round at once, by all sources
 * @param watch the time between two beats that the server asks for, empty when it leaves that to the client
 * @param reachability what the server knows of its public address
 */
public record BeatAnswer(
        Optional<Address> address, boolean probeNow, Optional<Duration> watch, PublicReachability reachability) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_S = 3_600;
    private static final int LAST_PORT = 65_535;

    /** An answer of a server that knows nothing of its public address. */
    public BeatAnswer(Optional<Address> address, boolean probeNow, Optional<Duration> watch) {
        this(address, probeNow, watch, PublicReachability.UNKNOWN);
    }

    /** The answer in the body; an unreadable one says nothing. */
    public static BeatAnswer read(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            int seconds = root.path("watch_s").asInt();
            return new BeatAnswer(
                    Address.parse(root.path("address").asText()),
                    root.path("probe").asText().equals("now"),
                    seconds > 0 && seconds <= LONGEST_S ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty(),
                    reachability(root));
        } catch (IOException e) {
            return new BeatAnswer(Optional.empty(), false, Optional.empty());
        }
    }

    private static PublicReachability reachability(JsonNode root) {
        int stun = root.path("stun_port").asInt();
        return new PublicReachability(
                root.path("hairpin").asBoolean(), stun > 0 && stun <= LAST_PORT ? Optional.of(stun) : Optional.empty());
    }
}
