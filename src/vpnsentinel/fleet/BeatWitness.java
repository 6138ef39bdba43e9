package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vpnsentinel.access.Caller;
import vpnsentinel.network.Address;
import vpnsentinel.wire.Report;

/**
 * What a client's beats tell between two keepalives: that it lives, and from where it comes. Another public address than
 * before, within its family, is a witness of a change; the client then owes new evidence. It is asked for it ever less often
 * while nothing comes of that: an exit may have an address for each connection. Guarded by the client's lock.
 */
final class BeatWitness {
    /** Between two orders to look again; a round of probes needs that long. */
    private static final Duration PACE = Duration.ofSeconds(5);

    private static final Duration SLOWEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 6;

    private static final int MISSED_BEATS = 3;

    private Optional<Address> lastV4 = Optional.empty();
    private Optional<Address> lastV6 = Optional.empty();
    private Optional<Caller> witness = Optional.empty();
    private Instant owedSince = Instant.MAX;
    private Instant orderedAt = Instant.MIN;
    private Instant lastBeat = Instant.MIN;
    private boolean asked;
    private int fruitless;

    /** What is to be known after a restart: from where it comes, and when it beat last. */
    record Memory(Optional<Address> lastV4, Optional<Address> lastV6, Instant lastBeat) {}

    Memory memory() {
        return new Memory(lastV4, lastV6, lastBeat);
    }

    void restore(Memory memory) {
        lastV4 = memory.lastV4();
        lastV6 = memory.lastV6();
        lastBeat = memory.lastBeat();
    }

    /** Takes the keepalive that pays what was owed. */
    void paid(Caller from) {
        moved(from);
        witness = Optional.empty();
        owedSince = Instant.MAX;
        if (asked) {
            fruitless++;
            asked = false;
        }
    }

    /** What was judged is another line, or another colour: whoever moves on may move for a reason again. */
    void boreFruit() {
        fruitless = 0;
    }

    /** Takes a beat. */
    void beat(Caller from, Instant now) {
        lastBeat = now;
        if (moved(from)) {
            witness = Optional.of(from);
            owedSince = now;
        }
    }

    /** Whether the address is another than before; the first one of a family is none. */
    private boolean moved(Caller from) {
        Address address = from.address();
        if (!from.isWitness() || !address.isPublic()) {
            return false; // proves nothing
        }
        Optional<Address> before = address.isV4() ? lastV4 : lastV6;
        if (address.isV4()) {
            lastV4 = Optional.of(address);
        } else {
            lastV6 = Optional.of(address);
        }
        return before.isPresent() && !before.get().equals(address);
    }

    /**
     * Whether the client is to be told to look again at once; it is told once in a while, not with every beat.
     *
     * @param inDoubt whether it is to look again whether it moved or not, or has moved to where it must not be seen
     */
    boolean orders(boolean inDoubt, Instant now) {
        boolean owes = isOwed();
        boolean due = (inDoubt || owes) && !now.isBefore(orderedAt.plus(inDoubt ? PACE : patience()));
        if (due) {
            orderedAt = now;
            asked = owes;
        }
        return due;
    }

    private Duration patience() {
        Duration doubled = PACE.multipliedBy(1L << Math.min(fruitless, MOST_DOUBLINGS));
        return doubled.compareTo(SLOWEST) > 0 ? SLOWEST : doubled;
    }

    void stepped(ClockStep step) {
        lastBeat = step.of(lastBeat);
        orderedAt = step.of(orderedAt);
        owedSince = isOwed() ? step.of(owedSince) : owedSince;
    }

    /** Whether the client moved, and has shown no evidence since. */
    boolean isOwed() {
        return owedSince.isBefore(Instant.MAX);
    }

    /** The witness that has waited for evidence longer than that, and then has to do without; once. */
    Optional<Caller> overdueWitness(Instant now, Duration patience) {
        if (witness.isEmpty() || now.isBefore(owedSince.plus(patience))) {
            return Optional.empty();
        }
        Optional<Caller> overdue = witness;
        witness = Optional.empty();
        return overdue;
    }

    /**
     * The time between two beats; empty when the client sends none, or its beats do not arrive although its keepalives do.
     */
    Optional<Duration> rhythm(Report report, Instant lastSeen) {
        Duration least = report.beat().multipliedBy(MISSED_BEATS);
        Duration usual = report.interval().compareTo(least) > 0 ? report.interval() : least;
        boolean beats = lastBeat.isAfter(Instant.MIN) && lastBeat.plus(usual).isAfter(lastSeen);
        return report.beat().isZero() || !beats ? Optional.empty() : Optional.of(report.beat());
    }
}
