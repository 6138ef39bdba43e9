package vpnsentinel.client;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.lookup.Agreement;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Country;
import vpnsentinel.network.ResolverSighting;

/** Tells the log what changed, once. */
final class NewsLog {
    private static final Logger LOG = LoggerFactory.getLogger(NewsLog.class);

    private String exit = "";
    private String resolver = "";
    private String transports = "";
    private boolean orphaned;

    synchronized void saw(Round round) {
        String nowExit = Agreement.strongest(round.exits())
                .map(seen -> "exit address=" + seen.address() + " country="
                        + seen.place().country().map(Country::code).orElse("unknown") + " network=\""
                        + seen.network() + "\"")
                .orElse("");
        if (!nowExit.equals(exit)) {
            tell(nowExit, "exit cannot be verified", round.exits());
            exit = nowExit;
        }
        String nowResolver = egress(round);
        if (!nowResolver.equals(resolver)) {
            tell(nowResolver, "resolver cannot be verified", round.resolvers());
            resolver = nowResolver;
        }
        tellTransports(round);
        LOG.debug("round done exits={} resolvers={}", round.exits(), round.resolvers());
    }

    private static <T> void tell(String seen, String otherwise, List<Answer<T>> answers) {
        if (seen.isEmpty()) {
            LOG.warn("{} why=\"{}\"", otherwise, reasons(answers));
        } else {
            LOG.info("{}", seen);
        }
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
                : "resolver nameservers=" + String.join(",", servers) + " country="
                        + place.place().country().map(Country::code).orElse("unknown") + " network=\""
                        + place.network() + "\"";
    }

    /** One that is not told this time, as a lost datagram is enough for, is no news. */
    private void tellTransports(Round round) {
        TreeSet<String> words = new TreeSet<>();
        Answer.values(round.resolvers()).forEach(seen -> seen.transport().ifPresent(words::add));
        String now = String.join(",", words);
        if (!now.isEmpty() && !now.equals(transports)) {
            LOG.info("resolver asked by={}", now);
            transports = now;
        }
    }

    /** Why nothing was seen. */
    static <T> String reasons(List<Answer<T>> answers) {
        return Answer.reasons(answers).stream().limit(6).collect(Collectors.joining("; "));
    }

    void delivered(Delivery before, Delivery.Delivered now) {
        String verdict = now.verdict().orElse("none");
        if (before instanceof Delivery.Pending) {
            LOG.info("server takes keepalives verdict={}", verdict);
        } else if (before instanceof Delivery.Failed failed) {
            LOG.info("server takes keepalives again verdict={} failing-since={}", verdict, failed.since());
        } else if (before instanceof Delivery.Delivered old && !old.verdict().equals(now.verdict())) {
            LOG.info(
                    "verdict changed verdict={} before={}",
                    verdict,
                    old.verdict().orElse("none"));
        }
    }

    /** Takes whether no interface but the loopback is left. */
    synchronized void orphaned(boolean now) {
        if (now && !orphaned) {
            LOG.warn("no interface but the loopback is left hint=\"{}\"", Hints.ORPHANED);
        } else if (!now && orphaned) {
            LOG.info("there is an interface beside the loopback again");
        }
        orphaned = now;
    }

    void changed(String what) {
        LOG.info("surroundings changed what=\"{}\"", what);
    }

    void noBeats(int status, Duration pause) {
        LOG.info("the server takes no beats status={} asked-again-in-s={}", status, pause.toSeconds());
    }

    void leftUnannounced(String reason) {
        LOG.info("the server was not told of this stop reason=\"{}\"", reason);
    }

    void failed(Delivery.Failed failure) {
        LOG.warn(
                "keepalive not delivered status={} reason=\"{}\" hint=\"{}\"",
                failure.status() == 0 ? "none" : failure.status(),
                failure.reason(),
                Hints.of(failure));
    }
}
