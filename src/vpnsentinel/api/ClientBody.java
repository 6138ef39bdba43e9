package vpnsentinel.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Place;

/**
 * A client in the API. The fields up to {@code clientVersion} are those that the Python product promises: always there,
 * always text, {@code Unknown} where nothing is known. The others are ours.
 *
 * @param location {@code City, Region, CC}
 * @param dnsTransport by which protocol its resolver is asked, where that tells: {@code dot}; several with
 *     commas between
 * @param status {@code red}, {@code yellow}, {@code green}, or {@code silent}
 * @param lastStatus the last colour, also of a silent client
 * @param since when the status began
 * @param online whether it is heard from
 * @param stopped whether it announced its stop
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ClientBody(
        String clientId,
        String lastSeen,
        String ip,
        String location,
        String provider,
        String country,
        String city,
        String region,
        String timezone,
        String dnsLoc,
        String dnsColo,
        String clientVersion,
        String dnsTransport,
        String status,
        String lastStatus,
        List<ReasonBody> reasons,
        List<String> notes,
        String since,
        boolean online,
        boolean stopped) {
    private static final String UNKNOWN = "Unknown";

    static ClientBody of(ClientView client) {
        Place place = client.exit().place();
        String country = place.country().map(Country::code).orElse(UNKNOWN);
        return new ClientBody(
                client.id(),
                ServerTime.of(client.lastSeen()),
                client.exit().address().map(Address::toString).orElse(UNKNOWN),
                known(place.city()) + ", " + known(place.region()) + ", " + country,
                known(client.exit().network().toString()),
                country,
                known(place.city()),
                known(place.region()),
                known(place.timezone()),
                client.resolver().country().map(Country::code).orElse(UNKNOWN),
                known(client.resolver().colo()),
                known(client.version()),
                known(String.join(",", client.resolver().transports())),
                client.status().word(),
                client.lastColour().word(),
                client.findings().stream().map(ReasonBody::of).toList(),
                client.notes(),
                ServerTime.of(client.since()),
                client.online(),
                client.stopped());
    }

    private static String known(String text) {
        return text.isBlank() ? UNKNOWN : text;
    }
}
