package vpnsentinel.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vpnsentinel.lookup.GeoFileState;

/** The rows about database files of networks and places. */
public final class GeoCheck {
    /** Blocks of addresses change hands; what is older misleads now and then. */
    private static final Duration OLD = Duration.ofDays(90);

    private GeoCheck() {}

    /** What there is to say of one file. */
    public static CheckRow of(GeoFileState file, Instant now) {
        String what = "server: database " + file.path();
        if (file.trouble().isPresent()) {
            return CheckRow.of(
                    what,
                    CheckOutcome.MISSING,
                    file.trouble().get(),
                    "VPN_SENTINEL_GEOIP_DB names readable files in MaxMind's format (.mmdb)");
        }
        Duration age = Duration.between(file.built(), now);
        String hint = hint(file, age);
        return CheckRow.of(what, hint.isEmpty() ? CheckOutcome.OK : CheckOutcome.NOTE, words(file, age), hint);
    }

    private static String words(GeoFileState file, Duration age) {
        String knows = Stream.of(file.networks() ? "networks" : "", file.countries() ? "countries" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" and "));
        return file.type() + " of " + file.built().atOffset(ZoneOffset.UTC).toLocalDate() + ", "
                + Math.max(0, age.toDays()) + " days old" + (knows.isEmpty() ? "" : ", knows " + knows);
    }

    private static String hint(GeoFileState file, Duration age) {
        if (!file.networks() && !file.countries()) {
            return "it knows neither networks (AS numbers) nor countries: mount one that does";
        }
        return age.compareTo(OLD) > 0 ? "mount a newer one" : "";
    }
}
