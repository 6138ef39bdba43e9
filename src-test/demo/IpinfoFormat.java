package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The answers of ipinfo.io without a token (ipinfo.io/developers/responses). */
final class IpinfoFormat implements ProviderFormat {
    @Override
    public ObjectNode known(Line line, String query) {
        return JSON.createObjectNode()
                .put("ip", line.address().toString())
                .put("city", line.place().city())
                .put("region", line.place().region())
                .put("country", line.country().code())
                .put("loc", String.format(Locale.ROOT, "%.4f,%.4f", line.latitude(), line.longitude()))
                .put("org", line.asn() + " " + line.network().name())
                .put("timezone", line.place().timezone())
                .put("readme", "https://ipinfo.io/missingauth");
    }

    @Override
    public ObjectNode unknown(String asked, String query) {
        return JSON.createObjectNode().put("ip", asked).put("bogon", true);
    }

    @Override
    public String tooMany() {
        return """
                {"status":429,"error":{"title":"Rate limit exceeded","message":"Upgrade to increase your usage limits"}}""";
    }

    @Override
    public String forbidden() {
        return """
                {"status":403,"error":{"title":"Forbidden","message":"Access from this address is not allowed"}}""";
    }
}
