package demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The nested answers of ipwho.is, which says with status 200 and {@code success} that it knows nothing. */
final class IpwhoIsFormat implements ProviderFormat {
    @Override
    public ObjectNode known(Line line, String query) {
        ObjectNode answer = IpwhoisFormat.about(line);
        answer.putObject("connection")
                .put("asn", line.asn().number())
                .put("org", line.network().name())
                .put("isp", line.network().name())
                .put("domain", "");
        answer.set("timezone", timezone(line.place().timezone()));
        return answer;
    }

    private static ObjectNode timezone(String id) {
        ZoneId zone = ZoneId.of(id);
        OffsetDateTime now = ZonedDateTime.now(zone).toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        return JSON.createObjectNode()
                .put("id", id)
                .put("abbr", zone.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .put("is_dst", zone.getRules().isDaylightSavings(now.toInstant()))
                .put("offset", now.getOffset().getTotalSeconds())
                .put(
                        "utc",
                        now.getOffset().getTotalSeconds() == 0
                                ? "+00:00"
                                : now.getOffset().getId())
                .put("current_time", now.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
    }

    @Override
    public ObjectNode unknown(String asked, String query) {
        return JSON.createObjectNode().put("ip", asked).put("success", false).put("message", "Reserved range");
    }

    @Override
    public String tooMany() {
        return """
                {"success":false,"message":"You've hit the monthly limit"}""";
    }
}
