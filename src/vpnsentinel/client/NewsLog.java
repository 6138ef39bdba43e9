package vpnsentinel.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.log.LastingTrouble;
import vpnsentinel.lookup.Agreement;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.ResolverSighting;

/** Tells the log what changed, once. */
final class NewsLog {
    private static final Logger LOG = LoggerFactory.getLogger(NewsLog.class);

    /** Reasons of failures that are told apart. */
    private static final int MOST_REASONS = 20;

    private final Map<String, LastingTrouble> failures = new HashMap<>();
    private final LastingTrouble noExit = new LastingTrouble();
    private final LastingTrouble noResolver = new LastingTrouble();
    private String exit = "";
    private String resolver = "";
    private String transports = "";
    private boolean orphaned;

    synchronized void saw(Round round) {
        Instant now = round.start().at();
        String nowExit = Agreement.strongest(round.exits())
                .map(seen ->
                        "the exit is " + seen.address() + where(seen.place().country(), seen.network()))
                .orElse("");
        exit = tell(nowExit, exit, noExit, "the exit cannot be verified", round.exits(), now);
        resolver = tell(egress(round), resolver, noResolver, "the resolver cannot be verified", round.resolvers(), now);
        tellTransports(round);
        LOG.debug("round done exits={} resolvers={}", round.exits(), round.resolvers());
    }

    /** Tells what is seen when it is another than before, and that nothing is; returns what was seen last. */
    private static <T> String tell(
            String seen, String before, LastingTrouble none, String otherwise, List<Answer<T>> answers, Instant now) {
        if (seen.isEmpty()) {
            if (!answers.isEmpty() && none.isNews(now)) { // a round that asked nobody says nothing
                LOG.warn("{}: {}", otherwise, reasons(answers));
            }
            return before;
        }
        boolean again = none.over(now).isPresent();
        if (again || !seen.equals(before)) {
            LOG.info("{}", seen);
        }
        return seen;
    }

    private static String where(Optional<Country> country, Network network) {
        String words = Stream.of(country.map(Country::code).orElse(""), network.toString())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    /** The networks' places rather than addresses: a pool of resolvers changes those all the time. */
    private static String egress(Round round) {
        TreeSet<String> servers = new TreeSet<>();
        for (Answer<ResolverSighting> answer : round.resolvers()) {
            if (answer instanceof Answer.Seen<ResolverSighting> seen
                    && seen.value().tellsAddresses()) {
                servers.add(seen.value().nameserver());
            }
        }
        Round.ResolverPlace place = round.resolverPlace();
        return servers.isEmpty()
                ? ""
                : "names are resolved by " + String.join(", ", servers)
                        + where(place.place().country(), place.network());
    }

    /** One that is not told this time, as a lost datagram is enough for, is no news. */
    private void tellTransports(Round round) {
        TreeSet<String> words = new TreeSet<>();
        Answer.values(round.resolvers()).forEach(seen -> seen.transport().ifPresent(words::add));
        String now = String.join(",", words);
        if (!now.isEmpty() && !now.equals(transports)) {
            LOG.info("the resolver is asked by {}", now);
            transports = now;
        }
    }

    /** Why nothing was seen. */
    static <T> String reasons(List<Answer<T>> answers) {
        return Answer.reasons(answers).stream().limit(6).collect(Collectors.joining("; "));
    }

    synchronized void delivered(Delivery before, Delivery.Delivered now) {
        String verdict = now.verdict().map(word -> ", verdict " + word).orElse("");
        if (before instanceof Delivery.Pending) {
            LOG.info("server takes keepalives{}", verdict);
        } else if (before instanceof Delivery.Failed failed) {
            LOG.info("server takes keepalives again, after {} s{}", seconds(failed.since(), now.at()), verdict);
        } else if (before instanceof Delivery.Delivered old && !old.verdict().equals(now.verdict())) {
            LOG.info(
                    "verdict: {} → {}",
                    old.verdict().orElse("none"),
                    now.verdict().orElse("none"));
        }
        failures.clear();
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }

    /** Takes whether no interface but the loopback is left. */
    synchronized void orphaned(boolean now) {
        if (now && !orphaned) {
            LOG.warn("no interface but the loopback is left: {}", Hints.ORPHANED);
        } else if (!now && orphaned) {
            LOG.info("there is an interface beside the loopback again");
        }
        orphaned = now;
    }

    void changed(String what) {
        LOG.info("surroundings changed: {}", what);
    }

    void noBeats(int status, Duration pause) {
        LOG.info("the server takes no beats (HTTP {}); asked again in {} s", status, pause.toSeconds());
    }

    void leftUnannounced(String reason) {
        LOG.info("the server was not told of this stop: {}", reason);
    }

    /** Takes a failure; each reason is told once, and hourly while it lasts. */
    synchronized void failed(Delivery.Failed failure, Instant now) {
        String reason = failure.status() + " " + failure.reason();
        boolean known = failures.containsKey(reason) || failures.size() < MOST_REASONS;
        if (known
                && failures.computeIfAbsent(reason, ignored -> new LastingTrouble())
                        .isNews(now)) {
            LOG.warn(
                    "keepalive not delivered: {}{}; {}",
                    failure.reason(),
                    failure.status() == 0 ? "" : " (HTTP " + failure.status() + ")",
                    Hints.of(failure));
        }
    }
}
