package vpnsentinel.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.wire.EchoName;
import vpnsentinel.wire.Keepalive;
import vpnsentinel.wire.Report;

/**
 * What the server's own DNS zone heard: which resolvers asked for a client's names. It is added to the client's evidence,
 * since the client itself may never see the answers. Bounded; thread-safe.
 */
public final class DnsEchoLog {
    private static final Duration FRESH = Duration.ofSeconds(20);
    /** A keepalive is on its way for so long at least, and its round may have begun with a question. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);
    /** Resolvers retry for so long; who asks the same name later only repeats what he once overheard. */
    private static final Duration RETRIES = Duration.ofSeconds(10);

    private static final int MOST_OF_A_CLIENT = 32;
    private static final int MOST_SHOWN = 128;
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_NONCES = 100_000;

    private final String key;
    private final Cache<String, Instant> nonces = Caffeine.newBuilder()
            .maximumSize(MOST_NONCES)
            .executor(Runnable::run)
            .build();
    private final Cache<String, Heard> clients = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .executor(Runnable::run)
            .build();

    /** An empty log; names count when they were made with this key. */
    public DnsEchoLog(String key) {
        this.key = key;
    }

    private record Asked(Address resolver, List<Prefix> subnets, Instant at) {
        /** By what it is known again: resolvers stand in farms, and pass on for whom they ask. */
        Set<Prefix> traces() {
            Set<Prefix> traces = new HashSet<>(subnets);
            traces.add(resolver.block());
            return traces;
        }
    }

    /** What was heard of one client. Guarded by its own lock. */
    private static final class Heard {
        private final List<Asked> asked = new ArrayList<>();
        /** What keepalives have shown since its names began, or ceased, to leak. */
        private final Set<Prefix> shown = new HashSet<>();

        private Set<Prefix> shownLast = Set.of();
        private final Set<Prefix> heardSince = new HashSet<>();
        private boolean leaking;

        synchronized void add(Asked one) {
            asked.removeIf(old -> old.resolver().equals(one.resolver()));
            asked.add(one);
            if (asked.size() > MOST_OF_A_CLIENT) {
                asked.remove(0);
            }
            if (heardSince.size() < MOST_SHOWN) {
                heardSince.addAll(one.traces());
            }
        }

        synchronized boolean takeNews(BooleanSupplier leaksNow) {
            if (heardSince.isEmpty()) {
                return false;
            }
            if (leaksNow.getAsBoolean() != leaking) {
                leaking = !leaking;
                shown.retainAll(shownLast);
            }
            boolean news = !shown.containsAll(heardSince);
            heardSince.clear();
            return news;
        }

        synchronized List<Asked> since(Instant begin) {
            asked.removeIf(old -> old.at().isBefore(begin));
            shownLast = new HashSet<>();
            asked.forEach(one -> shownLast.addAll(one.traces()));
            if (shown.size() > MOST_SHOWN) {
                shown.clear();
            }
            shown.addAll(shownLast);
            heardSince.clear();
            return List.copyOf(asked);
        }
    }

    /**
     * Takes a question for a client's name; false when it was not made by a client of this server, or is an echo of old.
     *
     * @param label the client's label
     */
    public boolean hear(String nonce, String label, Address resolver, List<Prefix> subnets, Instant now) {
        if (!EchoName.isSealed(key, nonce, label)) {
            return false;
        }
        Instant first = nonces.get(nonce.toLowerCase(java.util.Locale.ROOT), unknown -> now);
        if (now.isAfter(first.plus(RETRIES))) {
            return false;
        }
        clients.get(label, unknown -> new Heard()).add(new Asked(resolver, subnets, now));
        return true;
    }

    /**
     * Whether a resolver asked that no keepalive of the client has shown; once.
     *
     * @param leaks whether the client's names leak as far as is known: what was usual before they did, or while they did,
     *     is news again
     */
    public boolean takeNews(String clientId, BooleanSupplier leaks) {
        return !clients.asMap().isEmpty() && on(clientId, heard -> heard.takeNews(leaks), false);
    }

    private <T> T on(String clientId, Function<Heard, T> ask, T otherwise) {
        Heard heard = clients.getIfPresent(EchoName.label(clientId));
        return heard == null ? otherwise : ask.apply(heard);
    }

    /**
     * The keepalive with what the zone heard of its client since its round began, as what was heard before may be of another
     * exit; unchanged where its round asked no resolver.
     */
    public Keepalive join(Keepalive keepalive, Instant now) {
        Optional<Report> asked =
                keepalive.report().filter(report -> !report.resolvers().isEmpty());
        if (asked.isEmpty() || clients.asMap().isEmpty()) {
            return keepalive;
        }
        Duration took = asked.get().took();
        Instant begin = now.minus(took.isZero() ? FRESH : took.plus(ON_ITS_WAY));
        List<Asked> asking = on(keepalive.clientId(), heard -> heard.since(begin), List.of());
        return asking.isEmpty() ? keepalive : keepalive.with(joined(asked.get(), asking));
    }

    private static Report joined(Report report, List<Asked> heard) {
        List<Answer<ResolverSighting>> answers = new ArrayList<>(report.resolvers());
        answers.add(new Answer.Seen<>(
                EchoName.METHOD,
                new ResolverSighting(
                        EchoName.METHOD,
                        EchoName.METHOD,
                        "the server's own zone",
                        heard.stream().map(Asked::resolver).toList(),
                        heard.stream()
                                .flatMap(one -> one.subnets().stream())
                                .distinct()
                                .toList(),
                        List.of())));
        return report.withResolvers(answers);
    }
}
