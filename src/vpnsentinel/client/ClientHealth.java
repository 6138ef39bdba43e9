package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vpnsentinel.network.Answer;

/**
 * How a client is: unhealthy when it does not reach its server, degraded when it cannot verify something, its network is
 * gone, or an edited route was refused.
 *
 * @param state the worst of all checks
 * @param checks a word for each check, in the order of importance
 * @param issues one sentence for each thing that is wrong
 * @param ready whether the server takes keepalives
 * @param started whether the first round was made
 */
public record ClientHealth(
        State state, Map<String, String> checks, List<String> issues, boolean ready, boolean started) {
    /** How good or bad it is. */
    public enum State {
        HEALTHY,
        DEGRADED,
        UNHEALTHY;

        /** The word in the answer. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public ClientHealth {
        checks = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        issues = List.copyOf(issues);
    }

    /** Time that a round may take beyond its interval before the client counts as stuck. */
    private static final Duration SLACK = Duration.ofSeconds(90);

    static ClientHealth of(
            Optional<Round> round,
            Delivery delivery,
            boolean orphaned,
            List<String> routeTroubles,
            Duration interval,
            Instant now) {
        Map<String, String> checks = new LinkedHashMap<>();
        List<String> issues = new ArrayList<>();
        if (orphaned) {
            issues.add("No interface but the loopback is left: " + Hints.ORPHANED);
        }
        State server = server(delivery, interval, now, issues);
        checks.put("server", word(delivery, server));
        checks.put(
                "exit",
                round.map(r -> verified(r.exits(), "exit address", issues)).orElse("pending"));
        checks.put(
                "dns",
                round.map(r -> verified(r.resolvers(), "resolver", issues)).orElse("pending"));
        checks.put("routes", routeTroubles.isEmpty() ? "ok" : "not as in their files");
        routeTroubles.forEach(trouble -> issues.add("Routes: " + trouble));
        boolean flawless = issues.isEmpty() && round.isPresent();
        State worst = server == State.UNHEALTHY ? server : flawless ? server : State.DEGRADED;
        return new ClientHealth(worst, checks, issues, ready(delivery, server), round.isPresent());
    }

    private static boolean ready(Delivery delivery, State server) {
        return delivery instanceof Delivery.Delivered && server != State.UNHEALTHY;
    }

    private static State server(Delivery delivery, Duration interval, Instant now, List<String> issues) {
        if (delivery instanceof Delivery.Failed failed) {
            issues.add("The server has not taken keepalives since " + failed.since() + ": "
                    + (failed.status() == 0 ? "" : "HTTP " + failed.status() + ", ") + failed.reason() + "; "
                    + Hints.of(failed));
            return State.UNHEALTHY;
        }
        if (delivery instanceof Delivery.Delivered delivered) {
            boolean stuck = delivered.at().plus(interval).plus(SLACK).isBefore(now);
            if (stuck) {
                issues.add("No keepalive was made since " + delivered.at());
            }
            return stuck ? State.UNHEALTHY : State.HEALTHY;
        }
        issues.add("No keepalive was sent yet");
        return State.DEGRADED;
    }

    private static String word(Delivery delivery, State server) {
        return delivery instanceof Delivery.Pending ? "pending" : server == State.HEALTHY ? "ok" : "failing";
    }

    private static <T> String verified(List<Answer<T>> answers, String what, List<String> issues) {
        if (answers.stream().anyMatch(answer -> answer instanceof Answer.Seen)) {
            return "verified";
        }
        String reasons = NewsLog.reasons(answers);
        issues.add("The " + what + " cannot be verified" + (reasons.isEmpty() ? "" : ": " + reasons));
        return "unverified";
    }
}
