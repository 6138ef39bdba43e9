package vpnsentinel.home;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.Appointment;
import vpnsentinel.network.Asn;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Family;
import vpnsentinel.network.Network;
import vpnsentinel.network.Prefix;
import vpnsentinel.network.ResolverSighting;
import vpnsentinel.settings.Settings;

/**
 * Learns one home line from what probes on that line see, and remembers it. Of each family an address is taken when two
 * sources of different operators name it, or when the only one that answered does and nothing was known before; it is kept
 * when look-ups fail, and called stale when nobody confirmed it for a day. Thread-safe.
 */
public final class HomeLineLearner {
    /** Time between two lessons. */
    public static final Duration LESSON = Duration.ofMinutes(5);

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration STALE = Duration.ofHours(24);
    private static final Duration FORMER = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofHours(1);

    private final Plan plan;
    private final ShelfNote note;
    private final Map<Family, Lesson> lessons = new EnumMap<>(Family.class);

    private final Map<Address, Lesson> former = new LinkedHashMap<>();
    private Optional<Instant> asked = Optional.empty();
    private Instant kept = Instant.MIN;
    private Optional<Instant> moved = Optional.empty();
    private Set<Address> resolverEgress = Set.of();
    private boolean surprised;
    private String trouble = "";
    private HomeLine cached = HomeLine.UNKNOWN;
    private Appointment cachedUntil = Appointment.NOW;

    /**
     * What a learner is told.
     *
     * @param learns whether probes ask for lessons
     * @param hosts whether a line in a data centre counts: that of a companion does, its user says so
     */
    private record Plan(boolean learns, boolean hosts, List<Prefix> prefixes, Set<Asn> networks, int delegated) {}

    private HomeLineLearner(Plan plan, ShelfNote note) {
        this.plan = plan;
        this.note = note;
    }

    /** A learner of the server's own line that knows only what the settings name, and forgets what it learns. */
    public HomeLineLearner(Settings settings) {
        this(settings, ShelfNote.NONE);
    }

    HomeLineLearner(Settings settings, ShelfNote note) {
        this(
                new Plan(
                        settings.learnsHomeLine(),
                        false,
                        settings.prefixes("home.prefixes"),
                        Set.copyOf(settings.asns("home.asns")),
                        settings.number("home.delegated-length")),
                note);
    }

    /** A learner of the line on which a companion is. */
    static HomeLineLearner ofCompanion(Settings settings, ShelfNote note) {
        int delegated = settings.number("home.delegated-length");
        return new HomeLineLearner(new Plan(false, true, List.of(), Set.of(), delegated), note);
    }

    /** The same book with what was kept of it. */
    HomeLineLearner restored(Map<String, String> kept) {
        note.in(kept).map(HomeFormat::read).ifPresent(this::restore);
        return this;
    }

    private void restore(HomeFormat.Learnt learnt) {
        learnt.current().forEach(lesson -> lessons.put(Family.of(lesson.address()), lesson));
        learnt.former().forEach(lesson -> former.put(lesson.address(), lesson));
        resolverEgress = learnt.resolverEgress();
    }

    private void keep(Instant now) {
        kept = now;
        note.keep(content());
    }

    private JsonNode content() {
        return HomeFormat.write(
                new HomeFormat.Learnt(List.copyOf(lessons.values()), List.copyOf(former.values()), resolverEgress));
    }

    /** Whether it is time to look at the server's own line again: after a lesson, or soon when nothing is sure. */
    public synchronized boolean isDue(Instant now) {
        Duration wait = lessons.isEmpty() || !trouble.isEmpty() || surprised ? SOON : LESSON;
        return plan.learns
                && asked.map(last -> Appointment.in(wait, last).isDue(now)).orElse(true);
    }

    /** A client reported something unexpected: perhaps the home line is another one by now. */
    public synchronized void surprise() {
        surprised = true;
    }

    /** Takes what the probes saw; says whether the home line changed. */
    public synchronized boolean learn(
            List<Answer<ExitSighting>> exits, List<Answer<ResolverSighting>> resolvers, Instant now) {
        HomeLine before = line(now);
        cachedUntil = Appointment.NOW;
        asked = Optional.of(now);
        surprised = false;
        trouble = learn(exits, now);
        retire(now);
        learnResolver(Answer.values(resolvers));
        former.values().removeIf(last -> last.confirmed().plus(FORMER).isBefore(now));
        boolean changed = !before.equals(line(now).withConfirmed(before.confirmed()));
        if (changed || now.isAfter(kept.plus(KEPT))) {
            keep(now);
        }
        return changed;
    }

    /** When a lesson last showed another address than the one before, of either family; empty when none did. */
    public synchronized Optional<Instant> movedAt() {
        return moved;
    }

    /** Takes what each family's sources agree on; returns what is in the way, one clause a reason. */
    private String learn(List<Answer<ExitSighting>> exits, Instant now) {
        boolean disputed = false;
        boolean any = false;
        for (Family family : Family.values()) {
            List<ExitSighting> seen = family.of(Answer.values(exits));
            Optional<ExitSighting> agreed = Witnesses.agreed(seen, Optional.ofNullable(lessons.get(family)));
            agreed.ifPresent(sighting -> take(sighting, Witnesses.isAlone(sighting, seen), now));
            any |= agreed.isPresent();
            disputed |= agreed.isEmpty() && !seen.isEmpty();
        }
        return any && !disputed ? "" : Witnesses.trouble(exits);
    }

    private void take(ExitSighting sighting, boolean alone, Instant now) {
        Family family = Family.of(sighting.address());
        Address address = Lesson.line(sighting.address());
        Optional<Lesson> last = Optional.ofNullable(lessons.get(family));
        last.filter(lesson -> !lesson.address().equals(address) && !lesson.alone())
                .ifPresent(lesson ->
                        former.put(lesson.address(), new Lesson(lesson.address(), lesson.network(), now, false)));
        if (last.filter(lesson -> !lesson.address().equals(address)).isPresent()) {
            moved = Optional.of(now);
        }
        former.remove(address);
        Optional<Lesson> same = last.filter(lesson -> lesson.address().equals(address));
        Network network =
                same.map(lesson -> sighting.network().or(lesson.network())).orElse(sighting.network());
        boolean confirmed = same.filter(lesson -> !lesson.alone()).isPresent();
        lessons.put(family, new Lesson(address, network, now, alone && !confirmed));
    }

    /** What nobody confirmed for a day is a former address, when the other family is confirmed: the line lost it. */
    private void retire(Instant now) {
        for (Lesson lesson : List.copyOf(lessons.values())) {
            boolean old = lesson.confirmed().plus(STALE).isBefore(now);
            if (old && confirmed().filter(now::equals).isPresent()) {
                lessons.remove(Family.of(lesson.address()));
                former.put(lesson.address(), lesson);
            }
        }
    }

    private void learnResolver(List<ResolverSighting> sightings) {
        Set<Address> egress = sightings.stream()
                .flatMap(sighting -> sighting.egress().stream())
                .collect(Collectors.toSet());
        if (!egress.isEmpty()) {
            resolverEgress = egress;
        }
    }

    /** Why the line is not known or confirmed, one clause a reason; empty when it is. */
    public synchronized String trouble() {
        if (plan.learns) {
            return trouble.isEmpty() && isForeign()
                    ? "the server is in a data centre, not on its users' line"
                    : trouble;
        }
        return plan.hosts || !plan.prefixes.isEmpty()
                ? trouble
                : "VPN_SENTINEL_HOME is none and VPN_SENTINEL_HOME_PREFIXES names nothing";
    }

    /** Whether the settings name the line, so that nobody has to confirm it. */
    public boolean isNamed() {
        return !plan.prefixes.isEmpty();
    }

    /** Whether all that was learnt is a data centre's, and the settings name nothing else. */
    private boolean isForeign() {
        return !lessons.isEmpty()
                && lessons.values().stream().noneMatch(this::isHome)
                && plan.prefixes.isEmpty()
                && plan.networks.isEmpty();
    }

    /** Whether the address can be the users' line: not in a data centre, or the settings say so. */
    private boolean isHome(Lesson lesson) {
        return plan.hosts
                || lesson.network().kind() != Network.Kind.HOSTING
                || lesson.network().asn().map(plan.networks::contains).orElse(false);
    }

    /** The home line as known at that moment. */
    public synchronized HomeLine line(Instant now) {
        if (cachedUntil.isDue(now)) {
            cached = compile(now);
            cachedUntil = Appointment.in(FRESH, now);
        }
        return cached;
    }

    private HomeLine compile(Instant now) {
        Set<Asn> networks = new HashSet<>(plan.networks);
        Stream.concat(lessons.values().stream(), former.values().stream())
                .filter(lesson -> lesson.network().kind() != Network.Kind.HOSTING)
                .flatMap(lesson -> lesson.network().asn().stream())
                .forEach(networks::add);
        return new HomeLine(
                addresses(lessons.values().stream()),
                addresses(former.values().stream()),
                plan.delegated,
                plan.prefixes,
                networks,
                lessons.values().stream().findFirst().map(Lesson::network).orElse(Network.UNKNOWN),
                resolverEgress,
                knowledge(now),
                confirmed());
    }

    private Set<Address> addresses(Stream<Lesson> learnt) {
        return learnt.filter(this::isHome).map(Lesson::address).collect(Collectors.toSet());
    }

    private Optional<Instant> confirmed() {
        return lessons.values().stream().map(Lesson::confirmed).max(Comparator.naturalOrder());
    }

    private HomeLine.Knowledge knowledge(Instant now) {
        if (lessons.values().stream().noneMatch(this::isHome)) {
            boolean told = !plan.prefixes.isEmpty() || !plan.networks.isEmpty();
            return told ? HomeLine.Knowledge.KNOWN : HomeLine.Knowledge.UNKNOWN;
        }
        boolean stale = confirmed().map(last -> last.plus(STALE).isBefore(now)).orElse(true);
        return stale ? HomeLine.Knowledge.STALE : HomeLine.Knowledge.KNOWN;
    }

    /** All that is known of the line, one entry an address or block. */
    synchronized List<HomeEntry> entries(String site) {
        List<HomeEntry> entries = new ArrayList<>();
        lessons.values()
                .forEach(
                        lesson -> entries.add(entry(site, lesson, isHome(lesson) ? "current" : HomeEntry.DATA_CENTRE)));
        former.values().forEach(lesson -> entries.add(entry(site, lesson, "former")));
        for (Prefix prefix : plan.prefixes) {
            entries.add(new HomeEntry(site, prefix.toString(), "set", "", Optional.empty()));
        }
        return entries;
    }

    private static HomeEntry entry(String site, Lesson lesson, String state) {
        return new HomeEntry(
                site, lesson.address().toString(), state, lesson.network().toString(), Optional.of(lesson.confirmed()));
    }

    /** Forgets the address, and looks again at once; says whether it was known. */
    synchronized boolean forget(Address address, Instant now) {
        boolean known = lessons.values().removeIf(lesson -> lesson.isOf(address));
        known |= former.values().removeIf(lesson -> lesson.isOf(address));
        if (known) {
            asked = Optional.empty();
            cachedUntil = Appointment.NOW;
            keep(now);
        }
        return known;
    }
}
