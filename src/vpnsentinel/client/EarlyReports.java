package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What is told ahead of a round, whose probes may take long: that something changed around the client, another line, or
 * beats that begin or end. Only a server that gives verdicts is told, and a few times a minute. Thread-safe.
 */
final class EarlyReports {
    private final Allowance reports = new Allowance(8, Duration.ofMinutes(1), Duration.ZERO);
    /** Of beats that begin or end; a server that counts on them calls a client silent half a minute later. */
    private final Allowance reportsOfBeats = new Allowance(3, Duration.ofMinutes(1), Duration.ofSeconds(5));

    private final Rounds rounds;
    private final Deliveries deliveries;
    private final LastSeen lastSeen;
    private final NetworkWatch watch;
    private final BeatSchedule beats;
    private final NewsLog news;
    private final InstantSource clock;

    EarlyReports(
            Rounds rounds,
            Deliveries deliveries,
            LastSeen lastSeen,
            NetworkWatch watch,
            BeatSchedule beats,
            NewsLog news,
            InstantSource clock) {
        this.rounds = rounds;
        this.deliveries = deliveries;
        this.lastSeen = lastSeen;
        this.watch = watch;
        this.beats = beats;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Compares what the watch sees with what it saw before. A change orders a round at once.
     *
     * @return the report to send ahead of that round
     */
    Optional<Round> notice() {
        Instant now = clock.instant();
        Optional<String> change = watch.change();
        news.orphaned(watch.isOrphaned());
        change.ifPresent(what -> {
            beats.surroundingsChanged(now);
            rounds.changed(what);
        });
        if (!(watch.hasNews() || owesReportOfBeats(now)) || !mayReport(now)) {
            return Optional.empty();
        }
        watch.told();
        return Optional.of(rounds.ofLocalSigns(now));
    }

    private boolean owesReportOfBeats(Instant now) {
        return deliveries.isMistakenOnBeats() && reportsOfBeats.take(now);
    }

    private boolean mayReport(Instant now) {
        return deliveries.isUnderstood() && reports.take(now);
    }

    /**
     * Compares the line that a round has seen so far with that of the last one.
     *
     * @return the report to send ahead of it, when only resolvers keep the round waiting, and the line is another or is what
     *     the server asked for
     */
    Optional<Round> noticeLine(Round round) {
        Instant now = clock.instant();
        boolean wanted = rounds.isCurrent(round)
                && round.waitsForResolversOnly()
                && (round.orderedInARow() > 0
                        || lastSeen.round().filter(round::showsAnotherLineThan).isPresent());
        return wanted && round.reportLineOnce() && mayReport(now) ? Optional.of(round.ofLine(now)) : Optional.empty();
    }
}
