package vpnsentinel.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.fleet.Span;
import vpnsentinel.home.HomeLineLearner;
import vpnsentinel.log.LastingTrouble;
import vpnsentinel.lookup.NetworkDirectory;
import vpnsentinel.metrics.Metrics;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.ResolverSighting;

/** The steps that time drives: silence, look-ups, and lessons about the home line. */
public final class WatchSteps {
    private static final Logger LOG = LoggerFactory.getLogger(WatchSteps.class);
    private static final Logger HOME = LoggerFactory.getLogger(HomeLineLearner.class);
    private static final int MOST_LOOKUPS = 20;

    private final LastingTrouble unconfirmed = new LastingTrouble();
    private final Fleet fleet;
    private final HomeLineLearner home;
    private final NetworkDirectory directory;
    private final Supplier<List<Answer<ExitSighting>>> ownExit;
    private final Supplier<List<Answer<ResolverSighting>>> ownResolver;
    private final Metrics metrics;
    private final InstantSource clock;
    private final Supplier<Duration> leaps;

    public WatchSteps(
            Fleet fleet,
            HomeLineLearner home,
            NetworkDirectory directory,
            Supplier<List<Answer<ExitSighting>>> ownExit,
            Supplier<List<Answer<ResolverSighting>>> ownResolver,
            Metrics metrics,
            InstantSource clock,
            Supplier<Duration> leaps) {
        this.fleet = fleet;
        this.home = home;
        this.directory = directory;
        this.ownExit = ownExit;
        this.ownResolver = ownResolver;
        this.metrics = metrics;
        this.clock = clock;
        this.leaps = leaps;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick("watch-for-silence", "", "", exchange -> tick()).in(registry);
        Step.blocking("look-up-addresses", "", "", exchange -> lookUp()).in(registry);
        Step.quick("is-lesson-due", "", "", this::due).leaving(Steps.LESSON_DUE).in(registry);
        Step.blocking("learn-home-line", "", "", exchange -> learn()).in(registry);
    }

    private void tick() {
        Duration leap = leaps.get();
        if (!leap.isZero()) {
            LOG.warn("the clock was set, or the machine slept, by {} s", leap.toSeconds());
            fleet.stepped(leap, clock.instant());
        }
        if (fleet.tick(clock.instant(), home.movedAt())) {
            home.surprise();
        }
    }

    private void lookUp() {
        if (directory.lookAtFiles()) {
            fleet.rejudgeAll();
        }
        fleet.arrived(directory.lookUpWaiting(MOST_LOOKUPS, clock.instant()));
    }

    private void due(Exchange exchange) {
        exchange.setProperty(Steps.LESSON_DUE, home.isDue(clock.instant()));
    }

    private void learn() {
        List<Answer<ExitSighting>> exits = directory.corrected(ownExit.get());
        exits.forEach(metrics::provider);
        boolean changed = home.learn(exits, ownResolver.get(), clock.instant());
        Instant now = clock.instant();
        if (changed) {
            HOME.info(
                    "the home line is {} ({})",
                    home.line(now).text(),
                    home.line(now).network());
            fleet.rejudgeAll();
        }
        tellTrouble(now);
    }

    /** Who names the home line himself knows it, whatever providers say. */
    private void tellTrouble(Instant now) {
        if (home.trouble().isEmpty()) {
            unconfirmed
                    .over(now)
                    .ifPresent(lasted -> HOME.info("the home line is confirmed again, after {}", Span.words(lasted)));
        } else if (!home.isNamed() && unconfirmed.isNews(now)) {
            HOME.warn(
                    "the home line cannot be confirmed; known: {}; why: {}",
                    home.line(now).text(),
                    home.trouble());
        }
    }
}
