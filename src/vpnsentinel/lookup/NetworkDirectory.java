package vpnsentinel.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * Networks and places of addresses: what mounted files say of them first, and what providers said, remembered. Asking
 * never waits: what is not known yet is looked up later, once for each address however many clients share it, and the
 * directory says for which addresses something arrived. Bounded; thread-safe.
 */
public final class NetworkDirectory {
    private static final int MOST_ADDRESSES = 50_000;
    private static final int MOST_WAITING = 10_000;
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofSeconds(60);

    private final GeoFiles files;
    private final Function<Address, Answer<ExitSighting>> lookUp;
    private final Cache<Address, Entry> entries = Caffeine.newBuilder()
            .maximumSize(MOST_ADDRESSES)
            .executor(Runnable::run)
            .build();
    private final Set<Address> waiting = new LinkedHashSet<>();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong misses = new AtomicLong();

    /** A directory that looks addresses up by this call, which may take seconds. */
    public NetworkDirectory(Function<Address, Answer<ExitSighting>> lookUp) {
        this(GeoFiles.NONE, lookUp);
    }

    /** The same, where these files do not know the address's network and country. */
    public NetworkDirectory(GeoFiles files, Function<Address, Answer<ExitSighting>> lookUp) {
        this.files = files;
        this.lookUp = lookUp;
    }

    /**
     * What is known of an address.
     *
     * @param pending whether a look-up is still to come
     */
    public record Entry(Network network, Place place, boolean known, boolean pending, Instant at) {
        static final Entry PENDING = new Entry(Network.UNKNOWN, Place.UNKNOWN, false, true, Instant.MIN);

        /** This entry, where the files do not know better. */
        private Entry under(GeoFiles.Said said) {
            return pending || !said.isSome() ? this : new Entry(said.over(network), said.over(place), true, false, at);
        }
    }

    /** What is known of the address now; asks for more when that is nothing or old. */
    public Entry find(Address address, Instant now) {
        return find(address, true, now);
    }

    /**
     * The same.
     *
     * @param mayAsk whether who asks may wait for a look-up; else what is not known is unknown, and nothing is pending
     */
    public Entry find(Address address, boolean mayAsk, Instant now) {
        GeoFiles.Said said = files.find(address);
        if (said.isWhole()) {
            hits.incrementAndGet();
            return new Entry(said.network(), said.place(), true, false, now);
        }
        return remembered(address, mayAsk, now).under(said);
    }

    /** Whether a look-up of the address is still to come. */
    public boolean isPending(Address address) {
        Entry entry = entries.getIfPresent(address);
        return entry != null && entry.pending();
    }

    /** What a source saw, where a file does not know better. */
    public ExitSighting corrected(ExitSighting sighting) {
        return files.correct(sighting);
    }

    /** What sources saw, where a file does not know better. */
    public List<Answer<ExitSighting>> corrected(List<Answer<ExitSighting>> answers) {
        return answers.stream().map(files::correct).toList();
    }

    /** Reads files again that were replaced; says whether there were any. Blocks. */
    public boolean lookAtFiles() {
        return files.lookAgain();
    }

    private Entry remembered(Address address, boolean mayAsk, Instant now) {
        Entry entry = entries.getIfPresent(address);
        if (entry == null) {
            misses.incrementAndGet();
            if (!mayAsk || !address.isPublic() || !ask(address)) {
                return unknown(now);
            }
            Entry arrived = entries.asMap().putIfAbsent(address, Entry.PENDING); // it may be looked up by now
            return arrived == null ? Entry.PENDING : arrived;
        }
        hits.incrementAndGet();
        if (!entry.pending() && isOld(entry, now)) {
            ask(address);
        }
        return entry.pending() && !mayAsk ? unknown(now) : entry;
    }

    private static Entry unknown(Instant now) {
        return new Entry(Network.UNKNOWN, Place.UNKNOWN, false, false, now);
    }

    private static boolean isOld(Entry entry, Instant now) {
        return entry.at().plus(entry.known() ? GOOD_FOR : RETRY).isBefore(now)
                || entry.at().isAfter(now.plus(RETRY)); // the clock was set back
    }

    /** Whether the address is in the queue now; a full one takes no more, and the next question tries again. */
    private boolean ask(Address address) {
        synchronized (waiting) {
            return waiting.contains(address) || (waiting.size() < MOST_WAITING && waiting.add(address));
        }
    }

    /** Looks up what waits, at most so many addresses; returns those of which more is known now. Blocks. */
    public List<Address> lookUpWaiting(int most, Instant now) {
        List<Address> changed = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            Optional<Address> next = next();
            if (next.isEmpty()) {
                break;
            }
            store(next.get(), lookUp.apply(next.get()), now);
            changed.add(next.get());
        }
        return changed;
    }

    private Optional<Address> next() {
        synchronized (waiting) {
            Optional<Address> first = waiting.stream().findFirst();
            first.ifPresent(waiting::remove);
            return first;
        }
    }

    private void store(Address address, Answer<ExitSighting> answer, Instant now) {
        Entry old = entries.getIfPresent(address);
        if (answer instanceof Answer.Seen<ExitSighting> seen) {
            entries.put(address, new Entry(seen.value().network(), seen.value().place(), true, false, now));
        } else if (old != null && old.known()) {
            // an old answer is better than none: keep it, and try again after the shorter time
            entries.put(
                    address,
                    new Entry(
                            old.network(),
                            old.place(),
                            true,
                            false,
                            now.minus(GOOD_FOR).plus(RETRY)));
        } else {
            entries.put(address, unknown(now));
        }
    }

    /** Number of addresses that are remembered. */
    public long size() {
        return entries.estimatedSize();
    }

    /** Number of questions that were answered from memory. */
    public long hits() {
        return hits.get();
    }

    /** Number of questions about addresses that were not remembered. */
    public long misses() {
        return misses.get();
    }
}
