package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Appointment;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.wire.BeatAnswer;
import vpnsentinel.wire.KeepaliveAnswer;
import vpnsentinel.wire.KeepaliveFormat;

/** The client's state between its rounds. Thread-safe. */
public final class Sentry {
    /** Rounds that the server may order in a row, so that no answer can make a client run wild. */
    private static final int MOST_ORDERED = 2;
    /** Rounds after a change that leave a way unseen, until the usual ones are left to see it. */
    private static final int MOST_UNSEEN = 3;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    /** How long nobody but the server is asked while nothing seems to change. */
    private static final Duration QUIET = Duration.ofHours(1);

    private final InstantSource clock;
    private final boolean quietWhileRed;
    private final KeepaliveMaker maker;
    private final NetworkWatch lookout;
    private final Schedule schedule;
    private final BeatSchedule pulse;
    private final NewsLog news = new NewsLog();
    private final AtomicLong sequence = new AtomicLong();
    private final Allowance reports = new Allowance(8, Duration.ofMinutes(1), Duration.ZERO);
    /** Early reports of beats that begin or end; a server that counts on them calls a client silent half a minute later. */
    private final Allowance beatReports = new Allowance(3, Duration.ofMinutes(1), Duration.ofSeconds(5));

    private volatile Optional<Round> lastRound = Optional.empty();
    /** The last round that showed in which network the exit is. */
    private volatile Optional<Round> line = Optional.empty();

    private volatile Optional<Round> current = Optional.empty();
    private volatile Delivery delivery = new Delivery.Pending();
    private volatile Optional<Exposed> exposed = Optional.empty();
    private volatile Optional<PublicReachability> reachability = Optional.empty();
    private volatile boolean reportDue;
    private volatile Appointment quietUntil = Appointment.NOW;
    private volatile int unseen;
    /** The time between two beats on which the server counts. */
    private volatile Duration toldBeat = Duration.ZERO;
    /** Whether the server answers with verdicts, so that it takes an early report for what it is. */
    private volatile boolean understood;

    /**
     * A client that has not probed yet.
     *
     * @param version this product's version
     * @param pace how often it probes and beats
     */
    public Sentry(ClientIdentity identity, String version, Pace pace, NetworkWatch lookout, InstantSource clock) {
        this(
                identity,
                version,
                pace,
                lookout,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    Sentry(
            ClientIdentity identity,
            String version,
            Pace pace,
            NetworkWatch lookout,
            InstantSource clock,
            DoubleSupplier random) {
        this.clock = clock;
        this.quietWhileRed = pace.quietWhileRed();
        this.maker = new KeepaliveMaker(identity, version);
        this.lookout = lookout;
        this.schedule = new Schedule(pace.interval(), random);
        this.pulse = new BeatSchedule(pace.watch(), pace.interval(), random);
        pulse.lookClosely(clock.instant());
    }

    /**
     * How often a client looks.
     *
     * @param interval time between two rounds
     * @param watch time between two beats, zero for none
     * @param quietWhileRed whether to ask nobody but the server while it says red
     */
    public record Pace(Duration interval, Duration watch, boolean quietWhileRed) {}

    /** What the world looked like when the server said red. */
    private record Exposed(int changes, Optional<Address> seenFrom) {}

    /** Begins a round when one is due; empty otherwise, and once the client stops. */
    public Optional<Round> begin() {
        Instant now = clock.instant();
        if (!schedule.isDue(now)) {
            return Optional.empty();
        }
        Schedule.Begun begun = schedule.begin(now);
        current = Optional.of(isQuiet() ? quiet(now) : probing(begun, now));
        return current;
    }

    /** A firewall may have mended the line, which changes nothing that can be seen from here: now and then all are asked. */
    private Round quiet(Instant now) {
        return quietUntil.isDue(now)
                ? probing(new Schedule.Begun(true, 0), now)
                : Round.ofLocalSigns(lastRound, start(now));
    }

    private Round probing(Schedule.Begun begun, Instant now) {
        quietUntil = Appointment.in(QUIET, now);
        return Round.timed(begun, now.plus(schedule.interval()), start(now));
    }

    /** Whether no change has made another round begin since: what an overtaken one saw is not worth telling. */
    public boolean isCurrent(Round round) {
        return current.filter(newest -> newest == round).isPresent();
    }

    /** While nothing changes around an exposed client, third parties could only see its line once more. */
    public boolean isQuiet() {
        Exposed now = new Exposed(lookout.changes(), pulse.address());
        return quietWhileRed && exposed.filter(now::equals).isPresent();
    }

    /** The addresses by which the world saw this client in the last round. */
    public Set<Address> exits() {
        return lastRound.map(Round::exitAddresses).orElse(Set.of());
    }

    /** Takes what the kill-switch probe proved. */
    public void sawKillSwitch(KillSwitchSighting seen) {
        if (lookout.sawKillSwitch(seen)) {
            news.killSwitch(seen);
            reportDue = true;
        }
    }

    /** What the server knows of its public address; empty while no beat was answered. */
    public Optional<PublicReachability> reachability() {
        return reachability;
    }

    /** The round that began is over, whatever became of it. */
    public void end() {
        schedule.end();
    }

    private Round.Start start(Instant now) {
        return new Round.Start(now, lookout.changes(), schedule.orders(), pulse.address());
    }

    /**
     * Compares what the lookout sees with what it saw before. A change orders a round at once.
     *
     * @return the early report to send ahead of that round, since its probes may take long
     */
    public Optional<Round> notice() {
        Instant now = clock.instant();
        Optional<String> change = lookout.change();
        news.orphaned(lookout.isOrphaned());
        if (change.isPresent()) {
            pulse.surroundingsChanged(now);
            changed(change.get());
            reportDue = true;
        }
        if (!(reportDue || owesReportOfBeats(now)) || !mayReport(now)) {
            return Optional.empty();
        }
        reportDue = false;
        return Optional.of(Round.ofLocalSigns(lastRound, start(now)));
    }

    /**
     * Compares the line that a round has seen so far with that of the last one.
     *
     * @return the early report to send ahead of it, when only resolvers keep the round waiting, and the line is another or is what
     *     the server asked for
     */
    public Optional<Round> noticeLine(Round round) {
        Instant now = clock.instant();
        boolean wanted = isCurrent(round)
                && round.waitsForResolversOnly()
                && (round.orderedInARow() > 0
                        || lastRound.filter(round::showsAnotherLineThan).isPresent());
        return wanted && round.reportLineOnce() && mayReport(now) ? Optional.of(round.ofLine(now)) : Optional.empty();
    }

    /** Whether the server, which can be reached, counts on beats that do not come, or on none although they do. */
    private boolean owesReportOfBeats(Instant now) {
        boolean countsOnBeats = !toldBeat.isZero();
        boolean beats = !pulse.announced().isZero();
        return delivery instanceof Delivery.Delivered && countsOnBeats != beats && beatReports.take(now);
    }

    /** Takes one of the early reports that may be sent, where the server understands them. */
    private boolean mayReport(Instant now) {
        return understood && !schedule.isStopped() && reports.take(now);
    }

    /** Begins a beat when one is due: only at a server that gives verdicts, and so may know what a beat is. */
    public boolean beat() {
        Instant now = clock.instant();
        boolean due = understood && !schedule.isStopped() && pulse.isDue(now);
        if (due) {
            pulse.begin(now);
        }
        return due;
    }

    /** The server answered the beat. */
    public void beatAnswered(BeatAnswer answer) {
        reachability = Optional.of(answer.reachability());
        Optional<String> change = pulse.answered(answer, clock.instant());
        if (change.isPresent()) {
            changed(change.get());
        } else if (answer.probeNow()) {
            schedule.orderForServer(1);
        }
    }

    /** What was seen before is of the past: looks again at once. */
    private void changed(String what) {
        news.changed(what);
        unseen = 0;
        schedule.orderAfterChange();
    }

    /** From where our own server sees this client now, as far as beats tell. */
    public Optional<Address> ownPath() {
        return pulse.address();
    }

    /** The server answered the beat with a status that is no answer. */
    public void beatRefused(int status) {
        if (status == 404 || status == 401 || status == 403) {
            pulse.refused(clock.instant()).ifPresent(pause -> news.noBeats(status, pause));
        } else {
            beatLost();
        }
    }

    /** No answer to the beat came. */
    public void beatLost() {
        pulse.lost();
    }

    /** Begins the farewell; no other round begins after it. */
    public Round farewell() {
        schedule.stop();
        return Round.farewell(clock.instant());
    }

    /** The keepalive of a round whose probes are done, in UTF-8. */
    public byte[] keepalive(Round round) {
        round.sawLocal(lookout.signs());
        if (round.probes()) {
            lastRound = Optional.of(round);
            news.saw(round);
            compareLine(round);
            lookAgainForUnseen(round);
        }
        Instant now = clock.instant();
        Duration beat = pulse.announced();
        round.announced(beat);
        return KeepaliveFormat.write(maker.of(round, sequence.incrementAndGet(), schedule.interval(), beat, now), now);
    }

    /** Another line than the last one that was seen in full makes every other address news. */
    private void compareLine(Round round) {
        if (line.filter(round::showsAnotherLineThan).isPresent()) {
            pulse.lineChanged();
        } else if (round.exitAddresses().isEmpty()) {
            pulse.lineUnseen();
        }
        if (round.showsNetwork()) {
            line = Optional.of(round);
        }
    }

    /** An address or a route that has just appeared may work a little later. */
    private void lookAgainForUnseen(Round round) {
        if (!round.asksAll()) {
            return;
        }
        unseen = round.leavesWayUnseen() ? unseen + 1 : 0;
        if (unseen > 0 && unseen < MOST_UNSEEN) {
            schedule.orderLater(LOOK_AGAIN, clock.instant());
        }
    }

    /** Whether it is no answer of the server, which gives verdicts: a proxy's page, for one. */
    public boolean isForeign(KeepaliveAnswer answer) {
        return understood && answer.verdict().isEmpty();
    }

    /** The server took the round's keepalive; returns the round that it orders, where it orders one. */
    public Optional<Round> delivered(Round round, KeepaliveAnswer answer) {
        Delivery.Delivered now = new Delivery.Delivered(
                clock.instant(), answer.verdict().filter(verdict -> verdict.matches("[a-z]{1,20}")));
        if (delivery instanceof Delivery.Failed || answer.isRed()) {
            pulse.lookClosely(now.at());
        }
        news.delivered(delivery, now);
        delivery = now;
        understood = answer.verdict().isPresent();
        toldBeat = round.announcedBeat();
        schedule.rhythm(answer.interval(), now.at());
        if (round.bringsExits()) {
            pulse.judged(round.start().seenFrom(), answer.isRed());
        }
        if (!answer.isRed()) {
            exposed = Optional.empty();
        } else if (round.probes()) {
            exposed = Optional.of(new Exposed(round.start().changes(), pulse.address()));
        }
        if (!round.probes()) {
            if (round.bringsExits() && answer.probeNow() && round.orderedInARow() == 0) {
                schedule.orderForServer(1);
                schedule.orderAfterChange(); // the round that it is ahead of waits for resolvers
            }
            return Optional.empty(); // the round that was ordered with local signs asks everybody anyway
        }
        if (understood) {
            pulse.tryAgain();
        }
        if (answer.provesExit()
                && lookout.exitProven(families(round, answer), round.start().changes())) {
            reportDue = true;
        }
        boolean again = answer.probeNow() && !schedule.isStopped() && round.orderedInARow() < MOST_ORDERED;
        if (again && isCurrent(round)) {
            current = Optional.of(round.ordered());
            return current;
        }
        return Optional.empty();
    }

    /** The families in which the exit was seen. */
    private static Set<Family> families(Round round, KeepaliveAnswer answer) {
        Set<Family> families = EnumSet.noneOf(Family.class);
        for (ExitSighting seen : Answer.values(round.exits())) {
            Family family = Family.of(seen.address());
            if (family == Family.V4 || !answer.reasons().contains("ipv6-elsewhere")) {
                families.add(family);
            }
        }
        return families;
    }

    /**
     * The server did not take the round's keepalive.
     *
     * @param tries how many tries failed so far, this one included
     * @param status the HTTP status, 0 when no answer came
     * @return how long to wait before another try; empty for none
     */
    public Optional<Duration> failed(Round round, int tries, int status, String reason, Optional<Duration> retryAfter) {
        if (round.isFarewell()) {
            news.leftUnannounced(reason);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Delivery.Failed failure = new Delivery.Failed(now, status, reason, retryAfter);
        if (!round.probes()) {
            return isOutdated(round) ? Optional.empty() : Backoff.pauseOfEarlyReport(failure, now, round.deadline());
        }
        if (delivery instanceof Delivery.Failed before && before.isLike(failure)) {
            failure = new Delivery.Failed(before.since(), status, reason, retryAfter);
        } else {
            news.failed(failure);
        }
        delivery = failure;
        return schedule.isStopped() ? Optional.empty() : Backoff.pause(failure, tries, now, round.deadline());
    }

    /** Whether the server has heard from us since. */
    private boolean isOutdated(Round early) {
        return schedule.isStopped()
                || (delivery instanceof Delivery.Delivered heard
                        && heard.at().isAfter(early.start().at()));
    }

    /** Waits before another try; false when the client stops meanwhile, or newer news are to be gathered. */
    public boolean rest(Round round, Duration pause) {
        return schedule.rest(pause, round.start().orders());
    }

    /**
     * How the client is now.
     *
     * @param routeFault what is wrong with an edited route file
     */
    public ClientHealth health(Optional<String> routeFault) {
        return ClientHealth.of(
                lastRound, delivery, lookout.isOrphaned(), routeFault, schedule.interval(), clock.instant());
    }
}
