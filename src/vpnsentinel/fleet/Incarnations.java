package vpnsentinel.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vpnsentinel.wire.Report;

/**
 * The starts of a client, by boot nonce. Tells a late keepalive, which changes nothing, and two running clients under one
 * id: a nonce that was already replaced comes back twice, which neither a restart does nor a keepalive that it overtook;
 * or it goes on beating when the process that was replaced must have ended.
 */
final class Incarnations {
    private static final int MOST = 8;
    private static final int TWICE = 2;
    /** Longer than a container that is replaced has to end. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    private final Map<String, Boot> known = new LinkedHashMap<>();
    private String current = "";
    private Duration interval = Duration.ZERO;
    private Instant currentSince = Instant.MIN;
    private Instant twinsUntil = Instant.MIN;

    private static final class Boot {
        private long sequence;
        private int returns;
        private Colour colour = Colour.GREEN;
        private Instant lastSeen = Instant.MIN;
    }

    /** What is known of one start. */
    record KeptBoot(String nonce, long sequence, int returns, Colour colour, Instant lastSeen) {}

    /** All of it, to be kept. */
    record Memory(List<KeptBoot> boots, String current, Duration interval, Instant currentSince, Instant twinsUntil) {}

    Memory memory() {
        List<KeptBoot> boots = new ArrayList<>();
        known.forEach((nonce, boot) ->
                boots.add(new KeptBoot(nonce, boot.sequence, boot.returns, boot.colour, boot.lastSeen)));
        return new Memory(boots, current, interval, currentSince, twinsUntil);
    }

    void restore(Memory memory) {
        for (KeptBoot each : memory.boots()) {
            Boot boot = new Boot();
            boot.sequence = each.sequence();
            boot.returns = each.returns();
            boot.colour = each.colour();
            boot.lastSeen = each.lastSeen();
            known.put(each.nonce(), boot);
        }
        current = memory.current();
        interval = memory.interval();
        currentSince = memory.currentSince();
        twinsUntil = memory.twinsUntil();
    }

    /** Whether a keepalive with a higher or the same number was already taken from this start. */
    boolean isLate(Report report) {
        Boot boot = known.get(report.boot());
        return boot != null && report.sequence() <= boot.sequence;
    }

    /** Whether a keepalive of this start was taken. */
    boolean knows(String nonce) {
        return known.containsKey(nonce);
    }

    /** Whether the last keepalive was of this start. */
    boolean isCurrent(String nonce) {
        return nonce.equals(current);
    }

    /** Takes a keepalive that is not late. */
    void take(Report report, Instant now) {
        if (now.isAfter(twinsUntil) && twinsUntil.isAfter(Instant.MIN)) {
            known.values().forEach(boot -> boot.returns = 0);
            twinsUntil = Instant.MIN;
        }
        interval = report.interval();
        Boot before = known.get(report.boot());
        boolean replaces = !report.boot().equals(current);
        Boot boot = before == null ? known(report.boot()) : before;
        boot.sequence = report.sequence();
        boot.lastSeen = now;
        if (replaces) {
            currentSince = now;
            current = report.boot();
            if (before != null) {
                count(boot, now);
            }
        }
    }

    private Boot known(String nonce) {
        Boot boot = new Boot();
        known.put(nonce, boot);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return boot;
    }

    /** How long a start may be quiet and still be taken for running. */
    private Duration patience() {
        return interval.multipliedBy(3).plus(Duration.ofSeconds(30));
    }

    /** Takes a beat of a start that is known and was replaced. */
    void beat(String nonce, Instant now) {
        Boot boot = known.get(nonce);
        if (boot != null && !now.isBefore(currentSince.plus(ENDING))) {
            boot.lastSeen = now;
            count(boot, now);
        }
    }

    private void count(Boot boot, Instant now) {
        if (++boot.returns >= TWICE) {
            twinsUntil = now.plus(patience());
        }
    }

    boolean areTwins(Instant now) {
        return !now.isAfter(twinsUntil);
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
        Duration patience = patience();
        return known.values().stream()
                .filter(each -> each.lastSeen.plus(patience).isAfter(now))
                .map(each -> each.colour)
                .reduce(mine, Colour::or);
    }
}
