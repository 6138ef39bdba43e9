package vpnsentinel.fleet;

import java.time.Instant;

/**
 * A client as it is kept: what is looked for, and all that its next judgement needs.
 *
 * @param state JSON that the fleet alone reads
 */
public record KeptClient(String id, Status status, Instant since, Instant lastSeen, String state) {}
