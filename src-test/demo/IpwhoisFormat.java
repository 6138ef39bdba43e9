package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The flat answers of ipwhois.app, which says with status 200 and {@code success} that it knows nothing. */
final class IpwhoisFormat implements ProviderFormat {
    @Override
    public ObjectNode known(Line line, String query) {
        return about(line)
                .put("asn", line.asn().toString())
                .put("org", line.network().name())
                .put("isp", line.network().name())
                .put("timezone", line.place().timezone())
                .put("completed_requests", 1);
    }

    /** What both services of this operator say alike. */
    static ObjectNode about(Line line) {
        return JSON.createObjectNode()
                .put("ip", line.address().toString())
                .put("success", true)
                .put("type", line.address().isV4() ? "IPv4" : "IPv6")
                .put("country", line.country().name())
                .put("country_code", line.country().code())
                .put("region", line.place().region())
                .put("city", line.place().city())
                .put("latitude", line.latitude())
                .put("longitude", line.longitude());
    }

    @Override
    public ObjectNode unknown(String asked, String query) {
        return JSON.createObjectNode().put("ip", asked).put("success", false).put("message", "reserved range");
    }

    @Override
    public String tooMany() {
        return """
                {"success":false,"message":"you've hit the monthly limit"}""";
    }
}
