package vpnsentinel.lookup;

import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Metadata;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How a database file is.
 *
 * @param path where it is
 * @param type what it says of itself: {@code GeoLite2-ASN}
 * @param built when it was made
 * @param networks whether it knows networks (AS numbers)
 * @param countries whether it knows countries
 * @param trouble why it cannot be read; then nothing else is known
 */
public record GeoFileState(
        Path path, String type, Instant built, boolean networks, boolean countries, Optional<String> trouble) {
    /** Not every record is whole: some blocks have no network, some no country. */
    private static final int SAMPLES = 1000;

    /** The state of the file at this path. */
    public static GeoFileState of(Path path) {
        try (Reader reader = new Reader(path.toFile())) {
            Metadata about = reader.getMetadata();
            GeoFileState blank =
                    new GeoFileState(path, about.databaseType(), about.buildTime(), false, false, Optional.empty());
            return blank.sampled(reader);
        } catch (NoSuchFileException e) {
            return broken(path, "no such file");
        } catch (IOException | InvalidNetworkException | RuntimeException e) {
            return broken(path, String.valueOf(e.getMessage()));
        }
    }

    private GeoFileState sampled(Reader reader) throws IOException, InvalidNetworkException {
        Networks<Object> records = reader.networks(Object.class);
        boolean asn = false;
        boolean country = false;
        for (int i = 0; i < SAMPLES && records.hasNext() && !(asn && country); i++) {
            GeoRecord record = new GeoRecord(records.next().data() instanceof Map<?, ?> map ? map : Map.of());
            asn |= record.network().asn().isPresent();
            country |= record.place().country().isPresent();
        }
        return new GeoFileState(path, type, built, asn, country, trouble);
    }

    private static GeoFileState broken(Path path, String why) {
        return new GeoFileState(path, "", Instant.EPOCH, false, false, Optional.of(why));
    }
}
