package vpnsentinel.home;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Settings;

/**
 * Learns the home line from what the server's own probes see, and remembers it. An address is taken when two sources of
 * different operators name it, or when the only one that answered does and nothing was known before; it is kept when
 * look-ups fail, and called stale when nobody confirmed it for a day. Thread-safe.
 */
public final class HomeBook {
    /** Time between two lessons. */
    public static final Duration LESSON = Duration.ofMinutes(5);

    private static final Duration STALE = Duration.ofHours(24);
    private static final Duration FORMER = Duration.ofDays(7);

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final boolean learns;
    private final List<Prefix> prefixes;
    private final Set<Asn> networks;
    private final Map<Address, Instant> former = new LinkedHashMap<>();
    private Optional<Lesson> lesson = Optional.empty();
    private Optional<Instant> confirmed = Optional.empty();
    private Optional<Instant> asked = Optional.empty();
    private Set<Address> resolverEgress = Set.of();
    private String trouble = "";
    private HomeLine cached = HomeLine.UNKNOWN;
    private Instant cachedUntil = Instant.MIN;

    /** A book that knows only what the settings name. */
    public HomeBook(Settings settings) {
        this.learns = settings.text("home.mode").equals("learn");
        this.prefixes = settings.prefixes("home.prefixes");
        this.networks = Set.copyOf(settings.asns("home.asns"));
    }

    /** Whether it is time to look at the server's own line again: after a lesson, or soon when nothing is known yet. */
    public synchronized boolean isDue(Instant now) {
        Duration wait = confirmed.isPresent() && trouble.isEmpty() ? LESSON : Duration.ofSeconds(15);
        return learns && asked.map(last -> !now.isBefore(last.plus(wait))).orElse(true);
    }

    /** Takes what the probes saw; says whether the home line changed. */
    public synchronized boolean learn(
            List<Answer<ExitSighting>> exits, List<Answer<ResolverSighting>> resolvers, Instant now) {
        HomeLine before = line(now);
        cachedUntil = Instant.MIN;
        asked = Optional.of(now);
        Optional<ExitSighting> agreed = agreed(Answer.values(exits));
        agreed.ifPresent(sighting -> take(sighting, now));
        trouble = agreed.isPresent() ? "" : trouble(exits);
        learnResolver(Answer.values(resolvers));
        former.values().removeIf(last -> last.plus(FORMER).isBefore(now));
        return !before.equals(line(now).withConfirmed(before.confirmed()));
    }

    private void take(ExitSighting sighting, Instant now) {
        lesson.map(Lesson::address)
                .filter(address -> !address.equals(sighting.address()))
                .ifPresent(address -> former.put(address, now));
        former.remove(sighting.address());
        Network network = lesson.filter(last -> last.address().equals(sighting.address()))
                .map(last -> sighting.network().or(last.network()))
                .orElse(sighting.network());
        lesson = Optional.of(new Lesson(sighting.address(), network));
        confirmed = Optional.of(now);
    }

    private void learnResolver(List<ResolverSighting> sightings) {
        Set<Address> egress = sightings.stream()
                .flatMap(sighting -> sighting.egress().stream())
                .collect(Collectors.toSet());
        if (!egress.isEmpty()) {
            resolverEgress = egress;
        }
    }

    /** The sighting on which two operators agree, or the only one where that is enough. */
    private Optional<ExitSighting> agreed(List<ExitSighting> sightings) {
        for (ExitSighting one : sightings) {
            List<ExitSighting> same = sightings.stream()
                    .filter(other -> other.address().equals(one.address()))
                    .toList();
            boolean two = same.stream().map(ExitSighting::operator).distinct().count() > 1;
            boolean known = lesson.map(Lesson::address).equals(Optional.of(one.address()));
            boolean first = lesson.isEmpty() && same.size() == sightings.size();
            if (two || ((known || first) && same.size() == sightings.size())) {
                return same.stream()
                        .filter(each -> each.network().asn().isPresent())
                        .findFirst()
                        .or(() -> Optional.of(one));
            }
        }
        return Optional.empty();
    }

    private static String trouble(List<Answer<ExitSighting>> exits) {
        List<String> reasons = new ArrayList<>();
        for (Answer<ExitSighting> answer : exits) {
            reasons.add(answer.source() + ": "
                    + (answer instanceof Answer.Missing<ExitSighting> missing
                            ? missing.why()
                            : "names "
                                    + ((Answer.Seen<ExitSighting>) answer)
                                            .value()
                                            .address()));
        }
        return reasons.isEmpty() ? "no echo provider has a route" : String.join("; ", reasons);
    }

    /** Why the last look brought nothing, one clause a source; empty when it did. */
    public synchronized String trouble() {
        if (!learns && prefixes.isEmpty()) {
            return "VPN_SENTINEL_HOME is none and VPN_SENTINEL_HOME_PREFIXES names nothing";
        }
        return trouble;
    }

    /** The home line as known at that moment. */
    public synchronized HomeLine line(Instant now) {
        if (!now.isBefore(cachedUntil)) {
            cached = compile(now);
            cachedUntil = now.plus(FRESH);
        }
        return cached;
    }

    private HomeLine compile(Instant now) {
        Set<Asn> all = new HashSet<>(networks);
        lesson.map(Lesson::network)
                .filter(network -> network.kind() != Network.Kind.HOSTING)
                .flatMap(Network::asn)
                .ifPresent(all::add);
        return new HomeLine(
                lesson.map(last -> Set.of(last.address())).orElse(Set.of()),
                former.keySet(),
                prefixes,
                all,
                lesson.map(Lesson::network).orElse(Network.UNKNOWN),
                resolverEgress,
                knowledge(now),
                confirmed);
    }

    private HomeLine.Knowledge knowledge(Instant now) {
        if (lesson.isEmpty()) {
            return prefixes.isEmpty() ? HomeLine.Knowledge.UNKNOWN : HomeLine.Knowledge.KNOWN;
        }
        boolean stale = confirmed.map(last -> last.plus(STALE).isBefore(now)).orElse(true);
        return stale ? HomeLine.Knowledge.STALE : HomeLine.Knowledge.KNOWN;
    }

    private record Lesson(Address address, Network network) {}
}
