package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.wire.KeepaliveAnswer;
import vpnsentinel.wire.KeepaliveFormat;

/** Makes keepalives of rounds, and takes what became of them: the server's answers and failures. Thread-safe. */
final class Deliveries {
    private final KeepaliveMaker maker;
    private final Rounds rounds;
    private final LastSeen lastSeen;
    private final Quiet quiet;
    private final NetworkWatch watch;
    private final BeatSchedule beats;
    private final NewsLog news;
    private final InstantSource clock;
    private final AtomicLong sequence = new AtomicLong();
    private volatile Delivery last = new Delivery.Pending();
    /** The time between two beats on which the server counts. */
    private volatile Duration beatTold = Duration.ZERO;
    /** Whether the server answers with verdicts, so that it takes beats and early reports for what they are. */
    private volatile boolean givesVerdicts;

    Deliveries(
            KeepaliveMaker maker,
            Rounds rounds,
            LastSeen lastSeen,
            Quiet quiet,
            NetworkWatch watch,
            BeatSchedule beats,
            NewsLog news,
            InstantSource clock) {
        this.maker = maker;
        this.rounds = rounds;
        this.lastSeen = lastSeen;
        this.quiet = quiet;
        this.watch = watch;
        this.beats = beats;
        this.news = news;
        this.clock = clock;
    }

    /** The keepalive of a round whose probes are done, or that has none, in UTF-8. */
    byte[] keepalive(Round round) {
        round.sawLocal(watch.signs());
        if (round.probes()) {
            lastSeen.take(round);
        }
        Instant now = clock.instant();
        Duration beat = beats.announced();
        round.announced(beat);
        return KeepaliveFormat.write(maker.of(round, sequence.incrementAndGet(), rounds.interval(), beat, now), now);
    }

    /** Whether the server would take an early report or a beat for what it is. */
    boolean isUnderstood() {
        return givesVerdicts && !rounds.isStopped();
    }

    /** Whether it is no answer of the server, which gives verdicts: a proxy's page, for one. */
    boolean isForeign(KeepaliveAnswer answer) {
        return givesVerdicts && answer.verdict().isEmpty();
    }

    /** The server took the round's keepalive; returns the round that goes on in its place, where the server orders one. */
    Optional<Round> delivered(Round round, KeepaliveAnswer answer) {
        Delivery.Delivered now = new Delivery.Delivered(
                clock.instant(), answer.verdict().filter(verdict -> verdict.matches("[a-z]{1,20}")));
        if (last instanceof Delivery.Failed || answer.isRed()) {
            beats.lookClosely(now.at());
        }
        news.delivered(last, now);
        last = now;
        givesVerdicts = answer.verdict().isPresent();
        beatTold = round.announcedBeat();
        rounds.rhythm(answer.interval(), now.at());
        if (round.bringsExits()) {
            beats.judged(round.start().seenFrom(), answer.isRed());
        }
        quiet.judged(round, answer.isRed());
        if (round.probes()) {
            learn(round, answer);
        }
        return rounds.answered(round, answer.probeNow());
    }

    /** Only a whole round shows that keepalives arrive as before, and where the tunnel is. */
    private void learn(Round round, KeepaliveAnswer answer) {
        if (givesVerdicts) {
            beats.tryAgain();
        }
        if (answer.provesExit()) {
            watch.exitProven(families(round, answer), round.start().changes());
        }
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
     * @param status the HTTP status, 0 when no answer came
     * @return how long to wait before another try; empty for none
     */
    Optional<Duration> failed(Round round, int status, String reason, Optional<Duration> retryAfter) {
        int tries = round.failedAgain();
        if (round.isFarewell()) {
            news.leftUnannounced(reason);
            return Optional.empty();
        }
        Instant now = clock.instant();
        Delivery.Failed failure = new Delivery.Failed(now, status, reason, retryAfter);
        if (!round.probes()) {
            return isOutdated(round) ? Optional.empty() : Backoff.pauseOfEarlyReport(failure, now, round.deadline());
        }
        if (last instanceof Delivery.Failed before && before.isLike(failure)) {
            failure = new Delivery.Failed(before.since(), status, reason, retryAfter);
        }
        news.failed(failure, now);
        last = failure;
        return rounds.isStopped() ? Optional.empty() : Backoff.pause(failure, tries, now, round.deadline());
    }

    /** Whether the server has heard from us since. */
    private boolean isOutdated(Round early) {
        return rounds.isStopped()
                || (last instanceof Delivery.Delivered heard
                        && heard.at().isAfter(early.start().at()));
    }

    /** Whether the server, which can be reached, counts on beats that do not come, or on none although they do. */
    boolean isMistakenOnBeats() {
        boolean countsOnBeats = !beatTold.isZero();
        boolean comes = !beats.announced().isZero();
        return last instanceof Delivery.Delivered && countsOnBeats != comes;
    }

    /** How the last try to reach the server ended. */
    Delivery last() {
        return last;
    }
}
