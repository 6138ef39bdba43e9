package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import vpnsentinel.wire.KeepaliveAnswer;
import vpnsentinel.wire.KeepaliveFormat;

/** The client's state between its rounds. Thread-safe. */
public final class Sentry {
    /** Rounds that the server may order in a row, so that no answer can make a client run wild. */
    private static final int MOST_ORDERED = 2;

    private final InstantSource clock;
    private final Duration interval;
    private final KeepaliveMaker maker;
    private final NewsLog news = new NewsLog();
    private final AtomicLong sequence = new AtomicLong();
    private volatile Optional<Round> lastRound = Optional.empty();
    private volatile Delivery delivery = new Delivery.Pending();
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * A client that has not probed yet.
     *
     * @param version this product's version
     * @param interval time between two rounds
     */
    public Sentry(ClientIdentity identity, String version, Duration interval, InstantSource clock) {
        this.clock = clock;
        this.interval = interval;
        this.maker = new KeepaliveMaker(identity, version, interval);
    }

    /** Begins a round; empty once the client stops. */
    public Optional<Round> begin() {
        return isStopping()
                ? Optional.empty()
                : Optional.of(Round.timed(clock.instant().plus(interval)));
    }

    /** Begins the farewell; no other round begins after it. */
    public Round farewell() {
        stopping.countDown();
        return Round.farewell(clock.instant());
    }

    /** The keepalive of a round whose probes are done, in UTF-8. */
    public byte[] keepalive(Round round) {
        if (!round.isFarewell()) {
            lastRound = Optional.of(round);
            news.saw(round);
        }
        return KeepaliveFormat.write(maker.of(round, sequence.incrementAndGet()), clock.instant());
    }

    /** The server took the round's keepalive; returns the round that it orders, where it orders one. */
    public Optional<Round> delivered(Round round, KeepaliveAnswer answer) {
        Delivery.Delivered now = new Delivery.Delivered(
                clock.instant(), answer.verdict().filter(verdict -> verdict.matches("[a-z]{1,20}")));
        news.delivered(delivery, now);
        delivery = now;
        boolean again = answer.probeNow() && !isStopping() && round.orderedInARow() < MOST_ORDERED;
        return again ? Optional.of(round.ordered()) : Optional.empty();
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
        if (delivery instanceof Delivery.Failed before && before.isLike(failure)) {
            failure = new Delivery.Failed(before.since(), status, reason, retryAfter);
        } else {
            news.failed(failure);
        }
        delivery = failure;
        return isStopping() ? Optional.empty() : Backoff.pause(failure, tries, now, round.deadline());
    }

    /** Waits before another try; false when the client stops meanwhile. */
    public boolean rest(Duration pause) {
        try {
            return !stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /**
     * How the client is now.
     *
     * @param routeFault what is wrong with an edited route file
     */
    public ClientHealth health(Optional<String> routeFault) {
        return ClientHealth.of(lastRound, delivery, routeFault, interval, clock.instant());
    }
}
