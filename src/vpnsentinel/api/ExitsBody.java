package vpnsentinel.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import vpnsentinel.network.Asn;
import vpnsentinel.network.Country;
import vpnsentinel.network.ExitSighting;

/** The exits by which a client was protected lately, oldest first. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ExitsBody(String clientId, List<Exit> exits) {
    /** One exit; what is not known of it is empty. */
    public record Exit(String address, String asn, String network, String country) {}

    /** The body of these sightings. */
    public static ExitsBody of(String clientId, List<ExitSighting> exits) {
        return new ExitsBody(
                clientId,
                exits.stream()
                        .map(each -> new Exit(
                                each.address().toString(),
                                each.network().asn().map(Asn::toString).orElse(""),
                                each.network().name(),
                                each.place().country().map(Country::code).orElse("")))
                        .toList());
    }
}
