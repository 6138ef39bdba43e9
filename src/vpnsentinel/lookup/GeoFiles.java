package vpnsentinel.lookup;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * The database files that the user mounts, asked before any provider: they know no quota and tell nobody. What the first
 * file does not say the next one may. Thread-safe.
 */
public final class GeoFiles {
    private static final String NAME = "mmdb";

    private final List<GeoFile> files;
    private final InstantSource clock;

    /** The files at these paths; one that is missing or broken is said in the log and asked again later. */
    public GeoFiles(List<Path> paths, InstantSource clock) {
        this.files = paths.stream().map(GeoFile::new).toList();
        this.clock = clock;
    }

    /** What the files say of the address, completed by the provider where they do not know network and country. */
    public Answer<ExitSighting> lookUp(Address address, Function<Address, Answer<ExitSighting>> provider) {
        ExitSighting known = find(address);
        boolean whole =
                known.network().asn().isPresent() && known.place().country().isPresent();
        if (whole) {
            return new Answer.Seen<>(NAME, known);
        }
        Answer<ExitSighting> answer = provider.apply(address);
        if (answer instanceof Answer.Seen<ExitSighting> seen) {
            return new Answer.Seen<>(seen.source(), completed(known, seen.value()));
        }
        boolean some =
                known.network().asn().isPresent() || known.place().country().isPresent();
        return some ? new Answer.Seen<>(NAME, known) : answer;
    }

    /** What was seen of a line, with the kind of its network where only a file knows it. */
    public Answer<ExitSighting> complete(Answer<ExitSighting> answer) {
        return answer instanceof Answer.Seen<ExitSighting> seen
                ? new Answer.Seen<>(
                        seen.source(), completed(seen.value(), find(seen.value().address())))
                : answer;
    }

    private static ExitSighting completed(ExitSighting first, ExitSighting second) {
        return new ExitSighting(
                first.source().equals(NAME) ? second.source() : first.source(),
                first.source().equals(NAME) ? second.operator() : first.operator(),
                first.address(),
                first.network().or(second.network()),
                first.place().or(second.place()));
    }

    private ExitSighting find(Address address) {
        Network network = Network.UNKNOWN;
        Place place = Place.UNKNOWN;
        for (GeoFile file : files) {
            GeoRecord record = new GeoRecord(file.find(address, clock.instant()).orElse(Map.of()));
            network = network.or(record.network());
            place = place.or(record.place());
        }
        return new ExitSighting(NAME, NAME, address, network, place);
    }
}
