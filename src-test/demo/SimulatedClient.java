package demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.KeepaliveFormat;
import vpnsentinel.wire.LineClaim;
import vpnsentinel.wire.Report;

/**
 * One client of the simulated fleet: lives in a {@link Situation} and tells of it in keepalives like a real client's,
 * asking two echo providers a round in rotation. The same name and seed give the same keepalives. Thread-safe.
 */
public final class SimulatedClient {
    private static final Provider[] PROVIDERS = {Provider.IPINFO, Provider.IP_API, Provider.IPWHOIS};

    private final String id;
    private final Dialect dialect;
    private final Duration interval;
    private final Random random;
    private String boot;
    private long sequence;
    private Situation situation;
    private boolean silent;

    /** A client that has just started. */
    public SimulatedClient(String id, Dialect dialect, Duration interval, long seed, Situation situation) {
        this.id = id;
        this.dialect = dialect;
        this.interval = interval;
        this.random = new Random(seed * 31 + id.hashCode());
        this.boot = word();
        this.situation = situation;
    }

    private String word() {
        return String.format("%016x", random.nextLong());
    }

    /** The client's name. */
    public String id() {
        return id;
    }

    /** The time between two keepalives. */
    public Duration interval() {
        return interval;
    }

    /** How long after the fleet's start the client's first keepalive goes out: somewhere within an interval. */
    synchronized Duration offset() {
        return Duration.ofMillis(random.nextLong(Math.max(1, interval.toMillis())));
    }

    /** From now on the client lives in this situation. */
    public synchronized void is(Situation now) {
        situation = now;
    }

    /** Whether the client sends nothing at present. */
    public synchronized boolean isSilent() {
        return silent;
    }

    /** From now on the client sends nothing: power cut, network gone. */
    public synchronized void fallSilent() {
        silent = true;
    }

    /** The client sends again. */
    public synchronized void speak() {
        silent = false;
    }

    /** The client starts anew: another boot word, counting from 1. */
    public synchronized void restart() {
        boot = word();
        sequence = 0;
    }

    /** The body of the next keepalive. */
    public byte[] keepalive(Instant now) {
        return body(now, false, 2);
    }

    /** The body of a keepalive for which all providers were asked. */
    public byte[] keepaliveByAll(Instant now) {
        return body(now, false, PROVIDERS.length);
    }

    /** The body with which the client says that it stops in order. */
    public byte[] farewell(Instant now) {
        return body(now, true, 2);
    }

    private synchronized byte[] body(Instant now, boolean stopping, int sources) {
        sequence++;
        Optional<Line> exit = situation.exit();
        Keepalive keepalive = new Keepalive(
                id,
                dialect == Dialect.FLAT ? "1.0.0" : "2.0.0",
                stopping,
                new LineClaim(
                        exit.map(Line::address),
                        exit.map(Line::place).orElse(Place.UNKNOWN),
                        exit.map(Line::network).map(Network::toString).orElse(""),
                        situation.resolver().map(Line::country),
                        ""),
                dialect == Dialect.FLAT ? Optional.empty() : Optional.of(report(sources)));
        return dialect == Dialect.FLAT ? FlatFormat.write(keepalive) : KeepaliveFormat.write(keepalive, now);
    }

    private Report report(int sources) {
        List<Provider> asked = new ArrayList<>(List.of(PROVIDERS));
        Collections.rotate(asked, (int) (sequence % PROVIDERS.length));
        return new Report(
                boot,
                sequence,
                interval,
                Duration.ZERO,
                situation.exits(asked.subList(0, sources)),
                situation.resolvers());
    }
}
