package vpnsentinel.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.access.Caller;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.wire.Keepalive;

/**
 * All that is to be known of a client after a restart of the server: what is shown, what was told, and what its next
 * judgement needs.
 *
 * @param before the evidence before the last round, empty where it is what is carried
 * @param told what was announced last, empty when nothing was
 */
record ClientMemory(
        Instant firstSeen,
        Incarnations.Memory incarnations,
        BeatWitness.Memory beats,
        List<ExitSighting> travels,
        Neighbours.Arrival arrival,
        Neighbours.Start start,
        Optional<CarriedEvidence> before,
        CarriedEvidence carried,
        Optional<Keepalive> last,
        Optional<Caller> caller,
        Optional<Address> sender,
        Instant lastSeen,
        Instant lastReport,
        boolean stopped,
        Colour colour,
        List<ColouredFinding> findings,
        Optional<ExitSighting> exit,
        Optional<Client.Told> told,
        Status status,
        Instant since) {
    private static final ObjectMapper JSON = new ObjectMapper();

    String json() {
        return RecordFormat.write(this).toString();
    }

    /**
     * Reads what was kept.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    static ClientMemory read(String json) {
        try {
            return RecordFormat.read(JSON.readTree(json), ClientMemory.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
