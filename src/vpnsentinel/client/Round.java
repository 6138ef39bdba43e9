package vpnsentinel.client;

import java.time.Instant;
import java.util.List;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;

/**
 * One round: its probes fill it at the same time, then it becomes one keepalive. Thread-safe.
 */
public final class Round {
    /**
     * What is known of the place from which names are resolved.
     *
     * @param place where it is
     * @param network whose it is
     */
    public record ResolverPlace(Place place, Network network) {
        /** Nothing is known. */
        public static final ResolverPlace UNKNOWN = new ResolverPlace(Place.UNKNOWN, Network.UNKNOWN);
    }

    private final boolean all;
    private final boolean last;
    private final int ordered;
    private final Instant deadline;
    private volatile List<Answer<ExitSighting>> exits = List.of();
    private volatile List<Answer<ResolverSighting>> resolvers = List.of();
    private volatile List<Answer<ExitSighting>> udp = List.of();
    private volatile LocalSigns local = LocalSigns.NONE;
    private volatile ResolverPlace resolverPlace = ResolverPlace.UNKNOWN;

    private Round(boolean all, boolean last, int ordered, Instant deadline) {
        this.all = all;
        this.last = last;
        this.ordered = ordered;
        this.deadline = deadline;
    }

    /** The round that an interval begins; its keepalive is worth repeating until the next one begins. */
    static Round timed(Instant deadline) {
        return new Round(false, false, 0, deadline);
    }

    /** The farewell: no probes, no second try. */
    static Round farewell(Instant now) {
        return new Round(false, true, 0, now);
    }

    /** The round that the server ordered in its answer to this one. */
    Round ordered() {
        return new Round(true, false, ordered + 1, deadline);
    }

    /** How many rounds in a row the server ordered, this one included. */
    int orderedInARow() {
        return ordered;
    }

    /** Whether every source is to be asked. */
    public boolean asksAll() {
        return all;
    }

    /** Whether it announces the orderly stop. */
    boolean isFarewell() {
        return last;
    }

    /** Until when delivering is worth trying again. */
    Instant deadline() {
        return deadline;
    }

    /** Takes what echo providers saw. */
    public void sawExits(List<Answer<ExitSighting>> answers) {
        exits = List.copyOf(answers);
    }

    /** Takes what resolver methods saw, and what is known of the place they show. */
    public void sawResolvers(List<Answer<ResolverSighting>> answers, ResolverPlace place) {
        resolvers = List.copyOf(answers);
        resolverPlace = place;
    }

    /** What echo providers saw. */
    public List<Answer<ExitSighting>> exits() {
        return exits;
    }

    /** What resolver methods saw. */
    public List<Answer<ResolverSighting>> resolvers() {
        return resolvers;
    }

    /** Takes from where STUN servers saw datagrams arrive. */
    public void sawUdp(List<Answer<ExitSighting>> answers) {
        udp = List.copyOf(answers);
    }

    /** Takes what the client sees of its own network namespace. */
    public void sawLocal(LocalSigns signs) {
        local = signs;
    }

    /** From where STUN servers saw datagrams arrive. */
    public List<Answer<ExitSighting>> udp() {
        return udp;
    }

    /** What the client sees of its own network namespace. */
    public LocalSigns local() {
        return local;
    }

    ResolverPlace resolverPlace() {
        return resolverPlace;
    }
}
