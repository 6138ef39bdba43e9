package vpnsentinel.client;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.PublicReachability;
import vpnsentinel.wire.BeatAnswer;

/** Begins beats, and takes what the server's answers to them show: another path, or an order to probe. Thread-safe. */
final class Beats {
    private final BeatSchedule schedule;
    private final Rounds rounds;
    private final Deliveries deliveries;
    private final NetworkWatch watch;
    private final NameServerWatch nameServers;
    private final NewsLog news;
    private final InstantSource clock;
    private volatile Optional<PublicReachability> reachability = Optional.empty();

    Beats(
            BeatSchedule schedule,
            Rounds rounds,
            Deliveries deliveries,
            NetworkWatch watch,
            NameServerWatch nameServers,
            NewsLog news,
            InstantSource clock) {
        this.schedule = schedule;
        this.rounds = rounds;
        this.deliveries = deliveries;
        this.watch = watch;
        this.nameServers = nameServers;
        this.news = news;
        this.clock = clock;
    }

    /** Begins a beat when one is due: only at a server that gives verdicts, and so may know what a beat is. */
    boolean begin() {
        Instant now = clock.instant();
        boolean due = deliveries.isUnderstood() && schedule.isDue(now);
        if (due) {
            schedule.begin(now);
        }
        return due;
    }

    /** The server answered the beat. */
    void answered(BeatAnswer answer) {
        reachability = Optional.of(answer.reachability());
        watch.ways().ifPresent(nameServers::beatAnswered);
        Optional<String> change = schedule.answered(answer, clock.instant());
        if (change.isPresent()) {
            rounds.changed(change.get());
        } else if (answer.probeNow()) {
            rounds.order();
        }
    }

    /** The server answered the beat with a status that is no answer. */
    void refused(int status) {
        if (status == 404 || status == 401 || status == 403) {
            schedule.refused(clock.instant()).ifPresent(pause -> news.noBeats(status, pause));
        } else {
            lost();
        }
    }

    /** Somebody waits for what the next beat proves. */
    void soon() {
        schedule.soon();
    }

    /** No answer to the beat came. */
    void lost() {
        nameServers.beatLost();
        schedule.lost();
    }

    /** From where our own server sees this client now, as far as beats tell. */
    Optional<Address> ownPath() {
        return schedule.address();
    }

    /** What the server knows of its public address; empty while no beat was answered. */
    Optional<PublicReachability> reachability() {
        return reachability;
    }
}
