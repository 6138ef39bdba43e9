package vpnsentinel.fleet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
public final class EchoBook {
    private static final Duration FRESH = Duration.ofSeconds(60);
    /** Resolvers retry for so long; who asks the same name later only repeats what he once overheard. */
    private static final Duration RETRIES = Duration.ofSeconds(10);

    private static final int MOST_OF_A_CLIENT = 32;
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_NONCES = 100_000;
    private static final int V4_BLOCK = 24;
    private static final int V6_BLOCK = 48;

    private final String key;
    private final Cache<String, Instant> nonces = Caffeine.newBuilder()
            .maximumSize(MOST_NONCES)
            .executor(Runnable::run)
            .build();
    private final Cache<String, Page> pages = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .executor(Runnable::run)
            .build();

    /** An empty book; names count when they were made with this key. */
    public EchoBook(String key) {
        this.key = key;
    }

    private record Asked(Address resolver, List<Prefix> subnets, Instant at) {}

    /** What was heard of one client. Guarded by its own lock. */
    private static final class Page {
        private final List<Asked> asked = new ArrayList<>();
        private final Set<Prefix> shown = new LinkedHashSet<>();
        private boolean news;

        synchronized void add(Asked one) {
            asked.removeIf(old -> old.resolver().equals(one.resolver()));
            asked.add(one);
            trim(asked);
            news |= !shown.contains(block(one.resolver()));
        }

        synchronized boolean takeNews() {
            boolean had = news;
            news = false;
            return had;
        }

        synchronized List<Asked> fresh(Instant now) {
            asked.removeIf(old -> old.at().plus(FRESH).isBefore(now));
            asked.forEach(one -> shown.add(block(one.resolver())));
            news = false;
            return List.copyOf(asked);
        }

        private static void trim(List<Asked> asked) {
            if (asked.size() > MOST_OF_A_CLIENT) {
                asked.remove(0);
            }
        }

        /** Resolvers stand in farms. */
        private static Prefix block(Address resolver) {
            return resolver.prefix(resolver.isV4() ? V4_BLOCK : V6_BLOCK);
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
        pages.get(label, unknown -> new Page()).add(new Asked(resolver, subnets, now));
        return true;
    }

    /** Whether a resolver asked that no keepalive of the client has shown; once. */
    public boolean takeNews(String clientId) {
        return pages.asMap().isEmpty() ? false : on(clientId, Page::takeNews, false);
    }

    private <T> T on(String clientId, Function<Page, T> ask, T otherwise) {
        Page page = pages.getIfPresent(EchoName.label(clientId));
        return page == null ? otherwise : ask.apply(page);
    }

    /** The keepalive with what the zone heard of its client in the last minute. */
    public Keepalive join(Keepalive keepalive, Instant now) {
        if (keepalive.report().isEmpty() || pages.asMap().isEmpty()) {
            return keepalive;
        }
        List<Asked> heard = on(keepalive.clientId(), page -> page.fresh(now), List.of());
        return heard.isEmpty()
                ? keepalive
                : keepalive.with(joined(keepalive.report().get(), heard));
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
