package vpnsentinel.check;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import vpnsentinel.lookup.GeoFileState;

/** The rows about database files of networks and places. */
public final class GeoCheck {
    /** Blocks of addresses change hands; what is older misleads now and then. */
    private static final Duration OLD = Duration.ofDays(90);

    private GeoCheck() {}

    /** What there is to say of one file. */
    public static Row of(GeoFileState file, Instant now) {
        String what = "server: database " + file.path();
        if (file.trouble().isPresent()) {
            return Row.of(
                    what,
                    Outcome.MISSING,
                    file.trouble().get(),
                    "VPN_SENTINEL_GEOIP_DB names readable files in MaxMind's format (.mmdb)");
        }
        Duration age = Duration.between(file.built(), now);
        boolean old = age.compareTo(OLD) > 0;
        return Row.of(
                what,
                old ? Outcome.NOTE : Outcome.OK,
                file.type() + " of " + file.built().atOffset(ZoneOffset.UTC).toLocalDate(),
                old ? "it is " + age.toDays() + " days old: mount a newer one" : "");
    }
}
