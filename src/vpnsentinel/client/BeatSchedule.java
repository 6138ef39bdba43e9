package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import vpnsentinel.network.Address;
import vpnsentinel.network.Appointment;
import vpnsentinel.wire.BeatAnswer;

/**
 * When the next beat is due. A beat (heartbeat) asks the server how it sees this client: a sign of life that costs little,
 * and a look at our own path. One goes out at the interval give or take a fifth, every second for a while when there is
 * reason to look closely, every two while none is answered, and not at all at a server that does not know beats. A server that answered before may only be
 * hidden behind a proxy that starts anew: it is tried again after half a minute, then twice as long each time. Thread-safe.
 */
final class BeatSchedule {
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration CLOSELY = Duration.ofSeconds(90);
    private static final Duration UNKNOWN_FOR = Duration.ofHours(1);
    private static final Duration REFUSED_FOR = Duration.ofSeconds(30);
    /** From a beat that is lost to the next one: a server that moved is to be found soon. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    private static final Duration SLOWEST = Duration.ofMinutes(1);
    private static final double SPREAD = 0.4;
    /** One lost beat is an accident. */
    private static final int CUT_OFF = 2;

    private final Duration own;
    private final DoubleSupplier random;
    private final OwnPath path;
    private Duration interval;
    private Appointment next = Appointment.NOW;
    private Instant begun = Instant.MIN;
    private Appointment closeUntil = Appointment.NOW;
    private Optional<Address> address = Optional.empty();
    private boolean answered;
    private int refusals;
    private boolean givenUp;
    private int lost;

    /**
     * No beat yet.
     *
     * @param interval the time between two beats, zero for none at all
     * @param rounds the time between two rounds of probes
     * @param random from 0 to 1
     */
    BeatSchedule(Duration interval, Duration rounds, DoubleSupplier random) {
        this.own = interval;
        this.interval = interval;
        this.random = random;
        this.path = new OwnPath(rounds);
    }

    synchronized boolean isDue(Instant now) {
        return !own.isZero() && next.isDue(now);
    }

    /** A beat goes out. */
    synchronized void begin(Instant now) {
        boolean closely = !closeUntil.isDue(now);
        begun = now;
        next = Appointment.in(closely ? CLOSE : spread(interval), now);
    }

    private Duration spread(Duration time) {
        return Duration.ofMillis((long) (time.toMillis() * (1 - SPREAD / 2 + SPREAD * random.getAsDouble())));
    }

    /** From now on every second, for a while. */
    synchronized void lookClosely(Instant now) {
        closeUntil = Appointment.in(CLOSELY, now);
        if (answered && !givenUp && next.at().isAfter(now.plus(CLOSE))) {
            next = Appointment.in(CLOSE, now);
        }
    }

    /** The next one goes out at once, unless the server takes none. */
    synchronized void soon() {
        if (answered && !givenUp) {
            next = Appointment.NOW;
        }
    }

    /** The time between two beats that the server may count on, from the first keepalive on; zero while it refuses them. */
    synchronized Duration announced() {
        return givenUp ? Duration.ZERO : interval;
    }

    /** The address from which the server saw the last beat come; empty when it is cut off. */
    synchronized Optional<Address> address() {
        return lost >= CUT_OFF ? Optional.empty() : address;
    }

    /**
     * The server answered.
     *
     * @return what is new enough for a round of probes, in words; empty when nothing is
     */
    synchronized Optional<String> answered(BeatAnswer answer, Instant now) {
        boolean back = lost >= CUT_OFF;
        boolean moved = answer.address().filter(seen -> path.isNews(seen, now)).isPresent();
        answered = true;
        refusals = 0;
        givenUp = false;
        lost = 0;
        address = answer.address().or(() -> address);
        interval = answer.watch().map(BeatSchedule::bounded).orElse(own);
        if (back || (moved && !path.isPool())) {
            lookClosely(now);
        }
        return back ? Optional.of("the server is reached again") : moved ? Optional.of("own path") : Optional.empty();
    }

    /** The surroundings changed: from now on every second, for a while, and any other address is news. */
    synchronized void surroundingsChanged(Instant now) {
        path.changed();
        lookClosely(now);
    }

    /** A round has shown another line than before. */
    synchronized void lineChanged() {
        path.changed();
    }

    /** A round has shown no line at all. */
    synchronized void lineUnseen() {
        path.unexplained();
    }

    /**
     * Takes the server's verdict on a round.
     *
     * @param from the address that the beats showed when it began
     */
    synchronized void judged(Optional<Address> from, boolean red) {
        path.judged(from, red);
    }

    private static Duration bounded(Duration asked) {
        return asked.compareTo(SLOWEST) > 0 ? SLOWEST : asked;
    }

    /**
     * The server answered that it takes no beat from this client. One that took none so far does not know them, but may after
     * an update; with any other, a single refusal is an accident.
     *
     * @return for how long none is sent; empty when the next one is sent as usual
     */
    synchronized Optional<Duration> refused(Instant now) {
        lost();
        refusals++;
        if (answered && refusals < CUT_OFF) {
            return Optional.empty();
        }
        givenUp = true;
        Duration pause = answered ? Backoff.doubled(REFUSED_FOR, refusals - CUT_OFF, UNKNOWN_FOR) : UNKNOWN_FOR;
        next = Appointment.in(pause, now);
        return Optional.of(pause);
    }

    /** The server, which took beats before, takes keepalives: it may take beats again. */
    synchronized void tryAgain() {
        if (answered && givenUp) {
            next = Appointment.NOW;
        }
    }

    /** No answer came, or one that is none. */
    synchronized void lost() {
        lost++;
        Appointment soon = Appointment.in(spread(RETRY), begun);
        if (answered && !givenUp && next.at().isAfter(soon.at())) {
            next = soon;
        }
    }
}
