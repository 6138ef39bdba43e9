package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import vpnsentinel.wire.Report;

/**
 * The starts of a client, by boot nonce. Tells a late keepalive, which changes nothing, and two running clients under one
 * id: a nonce that was already replaced comes back twice, which no restart does.
 */
final class Boots {
    private static final int MOST = 8;
    private static final int TWICE = 2;

    private final Map<String, Boot> known = new LinkedHashMap<>();
    private String current = "";
    private int reappearances;
    private Instant twinsUntil = Instant.MIN;

    private static final class Boot {
        private long sequence;
        private Colour colour = Colour.GREEN;
        private Instant lastSeen = Instant.MIN;
    }

    /** Whether a keepalive with a higher or the same number was already taken from this start. */
    boolean isLate(Report report) {
        Boot boot = known.get(report.boot());
        return boot != null && report.sequence() <= boot.sequence;
    }

    /** Takes a keepalive that is not late. */
    void take(Report report, Instant now) {
        if (now.isAfter(twinsUntil) && reappearances >= TWICE) {
            reappearances = 0;
        }
        if (!report.boot().equals(current) && known.containsKey(report.boot())) {
            reappearances++;
        }
        current = report.boot();
        Boot boot = known.computeIfAbsent(current, nonce -> new Boot());
        boot.sequence = report.sequence();
        boot.lastSeen = now;
        if (reappearances >= TWICE) {
            twinsUntil = now.plus(report.interval().multipliedBy(3)).plus(Duration.ofSeconds(30));
        }
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    boolean areTwins(Instant now) {
        return reappearances >= TWICE && !now.isAfter(twinsUntil);
    }

    /** The worst colour of all that run under this id, so that one protected twin does not hide an exposed one. */
    Colour worst(Colour mine, Instant now) {
        Boot boot = known.get(current);
        if (boot != null) {
            boot.colour = mine;
        }
        if (!areTwins(now)) {
            return mine;
        }
        Instant recent = now.minus(Duration.between(now, twinsUntil).abs());
        return known.values().stream()
                .filter(each -> each.lastSeen.isAfter(recent))
                .map(each -> each.colour)
                .reduce(mine, Colour::or);
    }
}
