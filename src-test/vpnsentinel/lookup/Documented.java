package vpnsentinel.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers of echo providers, composed from the providers' public documentation; none was recorded from the live service.
 * ipinfo.io: https://ipinfo.io/developers/responses; ip-api.com: https://ip-api.com/docs/api:json; ipwhois.app:
 * https://ipwhois.io/documentation. Addresses, networks, and names are reserved for documentation.
 */
final class Documented {
    static final String IPINFO = """
            {"ip": "203.0.113.10", "hostname": "exit.example.test", "city": "Zürich", "region": "Zurich",
             "country": "CH", "loc": "47.3667,8.5500", "org": "AS64500 Example Hosting", "postal": "8001",
             "timezone": "Europe/Zurich", "readme": "https://ipinfo.io/missingauth"}""";

    static final String IPINFO_TOO_MANY = """
            {"status": 429, "error": {"title": "Rate limit exceeded", "message": "Upgrade to increase your usage"}}""";

    static final String IP_API = """
            {"status": "success", "country": "Switzerland", "countryCode": "CH", "region": "ZH",
             "regionName": "Zurich", "city": "Zurich", "zip": "8001", "lat": 47.3667, "lon": 8.55,
             "timezone": "Europe/Zurich", "isp": "Example Hosting", "org": "Example", "as": "AS64500 Example Hosting",
             "hosting": true, "query": "203.0.113.10"}""";

    static final String IP_API_FAIL = """
            {"status": "fail", "message": "reserved range", "query": "203.0.113.10"}""";

    static final String IPWHOIS = """
            {"ip": "203.0.113.10", "success": true, "type": "IPv4", "country": "Switzerland", "country_code": "CH",
             "region": "Zurich", "city": "Zurich", "latitude": 47.3667, "longitude": 8.55, "asn": "AS64500",
             "org": "Example", "isp": "Example Hosting", "timezone": "Europe/Zurich", "completed_requests": 7}""";

    static final String IPWHOIS_FAIL = """
            {"ip": "203.0.113.10", "success": false, "message": "you've hit the monthly limit"}""";

    private Documented() {}

    static EchoProvider ipinfo(EchoCall call) {
        return provider(
                "ipinfo.io",
                "IPinfo",
                call,
                "address=/ip country=/country city=/city region=/region timezone=/timezone asn=/org network=/org");
    }

    static EchoProvider ipApi(EchoCall call) {
        return provider(
                "ip-api.com",
                "ip-api",
                call,
                "success=/status message=/message address=/query country=/countryCode city=/city region=/regionName"
                        + " timezone=/timezone asn=/as network=/isp hosting=/hosting");
    }

    static EchoProvider ipwhois(EchoCall call) {
        return provider(
                "ipwhois.app",
                "ipwhois",
                call,
                "success=/success message=/message address=/ip country=/country_code city=/city region=/region"
                        + " timezone=/timezone asn=/asn network=/isp");
    }

    static EchoProvider provider(String name, String operator, EchoCall call, String pointers) {
        Map<EchoField, JsonPointer> fields = new EnumMap<>(EchoField.class);
        for (String each : pointers.split(" ")) {
            String[] parts = each.split("=");
            fields.put(EchoField.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), JsonPointer.compile(parts[1]));
        }
        return new EchoProvider(name, operator, fields, "/own", Optional.of("/{address}/about"), call);
    }
}
