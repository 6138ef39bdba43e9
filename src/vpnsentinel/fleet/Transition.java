package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change that is worth a record, and mostly a message. Alerts are made from transitions, never from requests.
 *
 * @param kind what changed
 * @param from the status before, empty at first sight
 * @param to the status after
 * @param at when, by the server's clock
 * @param lasted how long the status before had lasted
 * @param before the client before the change, empty at first sight
 * @param client the client after the change
 * @param together the ids of all clients that were left behind at once, in order, this one included; else empty
 */
public record Transition(
        Kind kind,
        Optional<Status> from,
        Status to,
        Instant at,
        Duration lasted,
        Optional<ClientView> before,
        ClientView client,
        List<String> together) {
    public Transition {
        together = List.copyOf(together);
    }

    /** A change that concerns one client alone. */
    public Transition(
            Kind kind,
            Optional<Status> from,
            Status to,
            Instant at,
            Duration lasted,
            Optional<ClientView> before,
            ClientView client) {
        this(kind, from, to, at, lasted, before, client, List.of());
    }

    /** What changed. */
    public enum Kind {
        /** The client was never seen before. */
        FIRST_SIGHT,
        /** Another status than before. */
        STATUS,
        /** The status is the same, but its reason now is a proven leak, and was something less when it was told. */
        GRAVER,
        /** The exit has another address, the status is the same. */
        EXIT_MOVED,
        /** It is silent since this server's own address changed: it has not followed the server's name. */
        LEFT_BEHIND,
        /** A silent client is heard from again. */
        RETURNED,
        /** The client announced its orderly stop. */
        STOPPED
    }

    /** The same change of one among these. */
    public Transition with(List<String> ids) {
        return new Transition(kind, from, to, at, lasted, before, client, ids);
    }

    /** Whether the exit is in another network or country than before; a move within an exit pool is history only. */
    public boolean isToAnotherNetwork() {
        return before.map(old -> client.exit().isElsewhereThan(old.exit())).orElse(true);
    }
}
