package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Which round begins when, and which of those under way is still worth sending. Thread-safe. */
final class Rounds {
    /** Rounds that the server may order in a row, so that no answer can make a client run wild. */
    private static final int MOST_ORDERED = 2;

    private final Schedule schedule;
    private final NetworkWatch watch;
    private final BeatSchedule beats;
    private final LastSeen lastSeen;
    private final Quiet quiet;
    private final NewsLog news;
    private final InstantSource clock;
    private volatile Optional<Round> current = Optional.empty();

    Rounds(
            Schedule schedule,
            NetworkWatch watch,
            BeatSchedule beats,
            LastSeen lastSeen,
            Quiet quiet,
            NewsLog news,
            InstantSource clock) {
        this.schedule = schedule;
        this.watch = watch;
        this.beats = beats;
        this.lastSeen = lastSeen;
        this.quiet = quiet;
        this.news = news;
        this.clock = clock;
    }

    /** Begins a round when one is due; empty otherwise, and once the client stops. */
    Optional<Round> begin() {
        Instant now = clock.instant();
        if (!schedule.isDue(now)) {
            return Optional.empty();
        }
        Schedule.Begun begun = schedule.begin(now);
        current = Optional.of(isQuiet() ? quiet(now) : probing(begun, now));
        return current;
    }

    private Round quiet(Instant now) {
        return quiet.lastsTooLong(now) ? probing(new Schedule.Begun(true, 0), now) : ofLocalSigns(now);
    }

    private Round probing(Schedule.Begun begun, Instant now) {
        quiet.restart(now);
        return Round.timed(begun, now.plus(schedule.interval()), start(now));
    }

    /** An early report of what is to be seen from here at that moment. */
    Round ofLocalSigns(Instant now) {
        return Round.ofLocalSigns(lastSeen.round(), start(now));
    }

    private Round.Start start(Instant now) {
        return new Round.Start(now, watch.changes(), schedule.orders(), beats.address());
    }

    /** Whether nobody but the server is asked, so that the next round is a report of local signs. */
    boolean isQuiet() {
        return quiet.isQuiet();
    }

    /** Whether no change has made another round begin since: what an overtaken one saw is not worth telling. */
    boolean isCurrent(Round round) {
        return current.filter(newest -> newest == round).isPresent();
    }

    /** A round that began is over, whatever became of it. */
    void end() {
        schedule.end();
    }

    /** What was seen before is of the past: looks again at once. */
    void changed(String what) {
        news.changed(what);
        lastSeen.changed();
        schedule.orderAfterChange();
    }

    /** The server orders a round in its answer to a beat. */
    void order() {
        schedule.orderForServer(1);
    }

    /**
     * Takes whether the server orders another round in its answer to this one.
     *
     * @return the round that goes on in place of this one; empty when none does, or one begins by itself
     */
    Optional<Round> answered(Round round, boolean probeNow) {
        if (!round.probes()) {
            orderAhead(round, probeNow);
            return Optional.empty();
        }
        boolean again = probeNow && !isStopped() && round.orderedInARow() < MOST_ORDERED;
        if (again && isCurrent(round)) {
            current = Optional.of(round.ordered());
            return current;
        }
        return Optional.empty();
    }

    /** The round that was ordered along with local signs asks everybody anyway. */
    private void orderAhead(Round early, boolean probeNow) {
        if (early.bringsExits() && probeNow && early.orderedInARow() == 0) {
            schedule.orderForServer(1);
            schedule.orderAfterChange(); // the round that it is ahead of waits for resolvers
        }
    }

    /** The time between two rounds at present. */
    Duration interval() {
        return schedule.interval();
    }

    /** Takes the time between two rounds that the server asks for. */
    void rhythm(Optional<Duration> asked, Instant now) {
        schedule.rhythm(asked, now);
    }

    /** Waits before another try; false when the client stops meanwhile, or newer news are to be gathered. */
    boolean rest(Round round, Duration pause) {
        return schedule.rest(pause, round.start().orders());
    }

    /** Begins the farewell; no other round begins after it. */
    Round farewell() {
        schedule.stop();
        return Round.farewell(clock.instant());
    }

    boolean isStopped() {
        return schedule.isStopped();
    }
}
