package vpnsentinel.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * The database files that the user mounts: they know no quota, tell nobody, and what they say of an address counts before
 * what anybody else says. What the first file does not say the next one may. Bounded; thread-safe.
 */
public final class GeoFiles {
    /** No files: nothing is corrected, nothing is looked up. */
    public static final GeoFiles NONE = new GeoFiles(List.of(), InstantSource.system());

    private static final int MOST_ADDRESSES = 50_000;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final List<GeoFile> files;
    private final InstantSource clock;
    /** What was read lately; another cache once a file is another one. */
    private volatile Cache<Address, Said> said = cache();

    private Instant nextLook = Instant.MIN;

    /** The files at these paths; one that is missing or broken is said in the log and read once it is there. */
    public GeoFiles(List<Path> paths, InstantSource clock) {
        this.files = paths.stream().map(GeoFile::new).toList();
        this.clock = clock;
        lookAgain();
    }

    /** What the files say of an address. */
    record Said(Network network, Place place) {
        private static final Said NOTHING = new Said(Network.UNKNOWN, Place.UNKNOWN);

        /** Whether they know so much that nobody else needs to be asked. */
        boolean isWhole() {
            return network.asn().isPresent() && place.country().isPresent();
        }

        /** Whether they know anything of what others are asked for. */
        boolean isSome() {
            return network.asn().isPresent() || place.country().isPresent();
        }

        /** The network as the files know it, completed by another source. */
        Network over(Network other) {
            Network both = network.or(other);
            return both.kind() == Network.Kind.UNKNOWN ? new Network(both.asn(), both.name(), other.kind()) : both;
        }

        /** The place as the files know it, completed by another source. */
        Place over(Place other) {
            return place.or(other);
        }
    }

    private static Cache<Address, Said> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .executor(Runnable::run)
                .build();
    }

    /** Reads the files that were replaced, at most every half minute; says whether there were any. Blocks. */
    public synchronized boolean lookAgain() {
        Instant now = clock.instant();
        if (files.isEmpty() || now.isBefore(nextLook)) {
            return false;
        }
        nextLook = now.plus(LOOK_AGAIN);
        boolean changed = false;
        for (GeoFile file : files) {
            changed |= file.look();
        }
        if (changed) {
            said = cache();
        }
        return changed;
    }

    /** What was seen of a line, where a file does not know better; what no file knows stays as it was seen. */
    public Answer<ExitSighting> correct(Answer<ExitSighting> answer) {
        return answer instanceof Answer.Seen<ExitSighting> seen && !files.isEmpty()
                ? new Answer.Seen<>(seen.source(), correct(seen.value()))
                : answer;
    }

    /** What one source said of an address, where a file does not know better. */
    ExitSighting correct(ExitSighting sighting) {
        Said known = find(sighting.address());
        return known.equals(Said.NOTHING)
                ? sighting
                : new ExitSighting(
                        sighting.source(),
                        sighting.operator(),
                        sighting.address(),
                        known.over(sighting.network()),
                        known.over(sighting.place()));
    }

    /** What the files say of the address. */
    Said find(Address address) {
        return files.isEmpty() || !address.isPublic() ? Said.NOTHING : said.get(address, this::read);
    }

    private Said read(Address address) {
        Network network = Network.UNKNOWN;
        Place place = Place.UNKNOWN;
        for (GeoFile file : files) {
            GeoRecord record = new GeoRecord(file.find(address).orElse(Map.of()));
            network = network.or(record.network());
            place = place.or(record.place());
        }
        return new Said(network, place);
    }
}
