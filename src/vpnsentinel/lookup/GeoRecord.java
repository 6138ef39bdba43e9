package vpnsentinel.lookup;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vpnsentinel.network.Asn;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * Reads a record of a database in MaxMind's format. Publishers name things differently: GeoLite2 and DB-IP nest, IPinfo and
 * the free compilations are flat. What is missing or of another type is unknown.
 */
final class GeoRecord {
    /** Longest text that is taken over, in characters. */
    private static final int LONGEST = 200;

    private final Map<?, ?> root;

    GeoRecord(Map<?, ?> root) {
        this.root = root;
    }

    Network network() {
        Optional<Asn> asn = first("autonomous_system_number", "asn", "as_number", "traits.autonomous_system_number")
                .flatMap(Asn::parse);
        String name = first(
                        "autonomous_system_organization",
                        "as_name",
                        "as_organization",
                        "name",
                        "traits.autonomous_system_organization")
                .orElse("");
        return asn.isEmpty() && kind() == Network.Kind.UNKNOWN ? Network.UNKNOWN : new Network(asn, name, kind());
    }

    private Network.Kind kind() {
        String type = first("traits.user_type", "user_type", "type", "as_type")
                .orElse("")
                .toLowerCase(Locale.ROOT);
        boolean hosting = first("is_hosting_provider", "traits.is_hosting_provider", "hosting", "is_hosting")
                .filter("true"::equals)
                .isPresent();
        if (hosting) {
            return Network.Kind.HOSTING;
        }
        return switch (type) {
            case "hosting", "content_delivery_network" -> Network.Kind.HOSTING;
            case "residential", "cellular", "dialup", "isp" -> Network.Kind.ACCESS;
            default -> Network.Kind.UNKNOWN;
        };
    }

    Place place() {
        Optional<Country> country = first("country.iso_code", "country_code", "country_iso_code", "country")
                .flatMap(Country::parse)
                .or(() -> first("registered_country.iso_code").flatMap(Country::parse));
        return new Place(
                country,
                first("city.names.en", "city").orElse(""),
                first("subdivisions.0.names.en", "region", "state1", "state").orElse(""),
                first("location.time_zone", "timezone", "time_zone").orElse(""));
    }

    /** The first of these paths at which a value stands, as text. */
    private Optional<String> first(String... paths) {
        for (String path : paths) {
            Object at = root;
            for (String step : path.split("\\.")) {
                at = step(at, step);
            }
            if (at instanceof String || at instanceof Number || at instanceof Boolean) {
                String text = BoundedText.line(String.valueOf(at), LONGEST);
                if (!text.isEmpty()) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    private static Object step(Object at, String step) {
        if (at instanceof List<?> list) {
            return step.equals("0") && !list.isEmpty() ? orNothing(list.get(0)) : Map.of();
        }
        return at instanceof Map<?, ?> map ? orNothing(map.get(step)) : Map.of();
    }

    private static Object orNothing(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }
}
