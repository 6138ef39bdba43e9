package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.network.ResolverSighting;

/**
 * What becomes one keepalive: a round, which its probes fill at the same time; an early report, which is ahead of a round
 * that takes its time, or stands for it where nobody is to be asked; or the farewell. Thread-safe.
 */
final class Round {
    /**
     * What is known of the place from which names are resolved.
     *
     * @param place where it is
     * @param network whose it is
     */
    record ResolverPlace(Place place, Network network) {
        /** Nothing is known. */
        static final ResolverPlace UNKNOWN = new ResolverPlace(Place.UNKNOWN, Network.UNKNOWN);
    }

    private enum Kind {
        /** Asks sources until some agree. */
        USUAL,
        /** Asks all sources, however sure the first ones are. */
        ALL,
        /** Asks nobody, and reports local signs. */
        LOCAL,
        /** Asks nobody, and reports the line of a round that still waits for resolvers. */
        LINE,
        /** Announces the orderly stop. */
        FAREWELL
    }

    /** How long a report is worth repeating that came about without asking anybody. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    private final Kind kind;
    private final int ordered;
    private final Instant deadline;
    private final Start start;
    private volatile List<Answer<ExitSighting>> exits = List.of();
    private volatile List<Answer<ResolverSighting>> resolvers = List.of();
    private volatile List<Answer<ExitSighting>> udp = List.of();
    private volatile LocalSigns local = LocalSigns.NONE;
    private volatile Duration beat = Duration.ZERO;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean lineReported = new AtomicBoolean();
    private volatile ResolverPlace resolverPlace = ResolverPlace.UNKNOWN;

    /**
     * What had happened when a round began.
     *
     * @param at when it began
     * @param changes how often the surroundings had changed
     * @param orders how many rounds had been ordered
     * @param seenFrom from where the server had last seen a beat come
     */
    record Start(Instant at, int changes, int orders, Optional<Address> seenFrom) {}

    private Round(Kind kind, int ordered, Instant deadline, Start start) {
        this.kind = kind;
        this.ordered = ordered;
        this.deadline = deadline;
        this.start = start;
    }

    /**
     * The round that an interval, a change, or an order begins; its keepalive is worth repeating until the next one begins.
     *
     * @param begun whether it asks all, and whether the server wants it
     */
    static Round timed(Schedule.Begun begun, Instant deadline, Start start) {
        return new Round(begun.all() ? Kind.ALL : Kind.USUAL, begun.inARow(), deadline, start);
    }

    /** The farewell: no probes, no second try. */
    static Round farewell(Instant now) {
        return new Round(Kind.FAREWELL, 0, now, new Start(now, 0, 0, Optional.empty()));
    }

    /** An early report of fresh local signs, and of nothing else that was not known before. */
    static Round ofLocalSigns(Optional<Round> known, Start start) {
        Round early = new Round(Kind.LOCAL, 0, start.at().plus(EARLY), start);
        known.ifPresent(before -> {
            early.exits = before.exits;
            early.resolverPlace = before.resolverPlace;
        });
        return early;
    }

    /** An early report of from where the world sees the client, as this round has just seen, whose resolvers still wait. */
    Round ofLine(Instant now) {
        Round early = new Round(Kind.LINE, ordered, now.plus(EARLY), start);
        early.exits = exits;
        early.udp = udp;
        return early;
    }

    /** Whether all is known of the line that this round will know, while resolvers still keep it waiting. */
    boolean waitsForResolversOnly() {
        return !exits.isEmpty() && !udp.isEmpty() && resolvers.isEmpty();
    }

    /** Whether it shows an exit in a network in which that one showed none; another address of a pool is no other line. */
    boolean showsAnotherLineThan(Round before) {
        List<ExitSighting> shown = Answer.values(before.exits);
        return Answer.values(exits).stream()
                .filter(seen -> seen.network().asn().isPresent())
                .anyMatch(seen -> shown.stream().noneMatch(seen::agreesWith));
    }

    /** Whether it shows in which network the exit is. */
    boolean showsNetwork() {
        return Answer.values(exits).stream()
                .anyMatch(seen -> seen.network().asn().isPresent());
    }

    /** Whether there is a way to the internet in a family in which nobody saw the client. */
    boolean leavesWayUnseen() {
        List<ExitSighting> seen = Answer.values(exits);
        return Stream.of(Family.values())
                .filter(family -> local.hasWay(family).orElse(false))
                .anyMatch(family -> seen.stream().noneMatch(each -> family.holds(each.address())));
    }

    /** Whether its line was not reported early yet; from now on it was. */
    boolean reportLineOnce() {
        return lineReported.compareAndSet(false, true);
    }

    /** The addresses by which echo providers saw the client. */
    Set<Address> exitAddresses() {
        return Answer.values(exits).stream().map(ExitSighting::address).collect(Collectors.toSet());
    }

    /** The round that the server ordered in its answer to this one. */
    Round ordered() {
        return new Round(Kind.ALL, ordered + 1, deadline, start);
    }

    /** How many rounds in a row the server ordered, this one included; zero when it did not order this one. */
    int orderedInARow() {
        return ordered;
    }

    /** Whether every source is to be asked. */
    boolean asksAll() {
        return kind == Kind.ALL;
    }

    /** Whether it announces the orderly stop. */
    boolean isFarewell() {
        return kind == Kind.FAREWELL;
    }

    /** Whether anybody is to be asked for it: not for an early report, nor while quiet, nor for the farewell. */
    boolean probes() {
        return asksAll() || kind == Kind.USUAL;
    }

    /** Whether echo providers were asked for what it brings. */
    boolean bringsExits() {
        return kind != Kind.LOCAL;
    }

    Start start() {
        return start;
    }

    /** A try to deliver it failed; how many did so far. */
    int failedAgain() {
        return failures.incrementAndGet();
    }

    /** Until when delivering is worth trying again. */
    Instant deadline() {
        return deadline;
    }

    /** Takes what echo providers saw. */
    void sawExits(List<Answer<ExitSighting>> answers) {
        exits = List.copyOf(answers);
    }

    /** Takes what resolver methods saw, and what is known of the place they show. */
    void sawResolvers(List<Answer<ResolverSighting>> answers, ResolverPlace place) {
        resolvers = List.copyOf(answers);
        resolverPlace = place;
    }

    /** What echo providers saw. */
    List<Answer<ExitSighting>> exits() {
        return exits;
    }

    /** What resolver methods saw. */
    List<Answer<ResolverSighting>> resolvers() {
        return resolvers;
    }

    /** Takes from where STUN servers saw datagrams arrive. */
    void sawUdp(List<Answer<ExitSighting>> answers) {
        udp = List.copyOf(answers);
    }

    /** Takes what the client sees of its own network namespace. */
    void sawLocal(LocalSigns signs) {
        local = signs;
    }

    /** Takes the time between two beats that its keepalive announces. */
    void announced(Duration time) {
        beat = time;
    }

    /** The time between two beats that its keepalive announced, zero for none. */
    Duration announcedBeat() {
        return beat;
    }

    /** From where STUN servers saw datagrams arrive. */
    List<Answer<ExitSighting>> udp() {
        return udp;
    }

    /** What the client sees of its own network namespace. */
    LocalSigns local() {
        return local;
    }

    ResolverPlace resolverPlace() {
        return resolverPlace;
    }
}
