package vpnsentinel.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** A client's state between its rounds, one part a concern: the steps of its routes work on the parts. Thread-safe. */
public final class ClientState {
    private final InstantSource clock;
    private final NetworkWatch watch;
    private final LastSeen lastSeen;
    private final Rounds rounds;
    private final Deliveries deliveries;
    private final EarlyReports earlyReports;
    private final Beats beats;
    private final NameServerWatch nameServers = new NameServerWatch();

    /**
     * How often a client looks.
     *
     * @param interval time between two rounds
     * @param watch time between two beats, zero for none
     * @param quietWhileRed whether to ask nobody but the server while it says red
     */
    public record Pace(Duration interval, Duration watch, boolean quietWhileRed) {}

    /**
     * A client that has not probed yet.
     *
     * @param version this product's version
     * @param pace how often it probes and beats
     */
    public ClientState(ClientIdentity identity, String version, Pace pace, NetworkWatch watch, InstantSource clock) {
        this(
                new KeepaliveMaker(identity, version),
                pace,
                watch,
                clock,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    ClientState(KeepaliveMaker maker, Pace pace, NetworkWatch watch, InstantSource clock, DoubleSupplier random) {
        NewsLog news = new NewsLog();
        Schedule schedule = new Schedule(pace.interval(), random);
        BeatSchedule beatSchedule = new BeatSchedule(pace.watch(), pace.interval(), random);
        Quiet quiet = new Quiet(pace.quietWhileRed(), watch, beatSchedule);
        this.clock = clock;
        this.watch = watch;
        lastSeen = new LastSeen(schedule, beatSchedule, news, clock);
        rounds = new Rounds(schedule, watch, beatSchedule, lastSeen, quiet, news, clock);
        deliveries = new Deliveries(maker, rounds, lastSeen, quiet, watch, beatSchedule, news, clock);
        earlyReports = new EarlyReports(rounds, deliveries, lastSeen, watch, beatSchedule, news, clock);
        beats = new Beats(beatSchedule, rounds, deliveries, watch, nameServers, news, clock);
        beatSchedule.lookClosely(clock.instant());
    }

    Rounds rounds() {
        return rounds;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    EarlyReports earlyReports() {
        return earlyReports;
    }

    Beats beats() {
        return beats;
    }

    NameServerWatch nameServers() {
        return nameServers;
    }

    LastSeen lastSeen() {
        return lastSeen;
    }

    /** Begins the farewell; no other round begins after it. */
    public Round farewell() {
        return rounds.farewell();
    }

    /**
     * How the client is now.
     *
     * @param routeTroubles what is wrong with the route files, one sentence each
     */
    public ClientHealth health(List<String> routeTroubles) {
        return ClientHealth.of(
                lastSeen.round(),
                deliveries.last(),
                watch.isOrphaned(),
                routeTroubles,
                rounds.interval(),
                clock.instant());
    }
}
