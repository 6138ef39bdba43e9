package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The answers of ip-api.com (ip-api.com/docs/api:json). Without {@code fields=} a caller gets the standard ones, which
 * leave out whether a network is hosting.
 */
final class IpApiFormat implements ProviderFormat {
    private static final List<String> STANDARD = List.of(
            "status",
            "message",
            "country",
            "countryCode",
            "region",
            "regionName",
            "city",
            "zip",
            "lat",
            "lon",
            "timezone",
            "isp",
            "org",
            "as",
            "query");

    @Override
    public ObjectNode known(Line line, String query) {
        ObjectNode all = JSON.createObjectNode()
                .put("query", line.address().toString())
                .put("status", "success")
                .put("country", line.country().name())
                .put("countryCode", line.country().code())
                .put("region", "")
                .put("regionName", line.place().region())
                .put("city", line.place().city())
                .put("zip", "")
                .put("lat", line.latitude())
                .put("lon", line.longitude())
                .put("timezone", line.place().timezone())
                .put("isp", line.network().name())
                .put("org", line.network().name())
                .put("as", line.asn() + " " + line.network().name())
                .put("asname", line.network().name())
                .put("mobile", false)
                .put("proxy", false)
                .put("hosting", line.hosting());
        return all.retain(fields(query));
    }

    @Override
    public ObjectNode unknown(String asked, String query) {
        String why = asked.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')
                ? "reserved range"
                : "invalid query";
        return JSON.createObjectNode()
                .put("query", asked)
                .put("status", "fail")
                .put("message", why)
                .retain(fields(query));
    }

    private static List<String> fields(String query) {
        return Arrays.stream(query.split("&"))
                .filter(parameter -> parameter.startsWith("fields="))
                .map(parameter ->
                        List.of(parameter.substring("fields=".length()).split(",|%2C")))
                .findFirst()
                .orElse(STANDARD);
    }

    @Override
    public Map<String, String> headers(boolean tooMany) {
        return Map.of("X-Rl", tooMany ? "0" : "44", "X-Ttl", "60");
    }

    @Override
    public String tooMany() {
        return "";
    }
}
