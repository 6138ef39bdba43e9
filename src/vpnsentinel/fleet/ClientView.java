package vpnsentinel.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Country;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;

/**
 * What is last known of a client, frozen at one moment: what the API, the dashboard, and messages show.
 *
 * @param id the client's name
 * @param version its version as it says, may be empty
 * @param status what it is said to be
 * @param lastColour the last verdict, also when it is silent
 * @param stopped whether it announced an orderly stop
 * @param firstSeen when its first keepalive arrived
 * @param since when it got its present status
 * @param lastSeen when its last keepalive arrived, by the server's clock
 * @param exit its address as the world sees it; the last known one, when there is none at present
 * @param network that address's network
 * @param place where that address is said to be
 * @param dnsCountry where its names are resolved
 * @param dnsColo the resolver's point of presence or network, for people; may be empty
 * @param dnsTransports by which protocols its resolvers are asked, where they tell: {@code dot}
 * @param findings all that the rules found, worst colour first
 * @param notes what is no finding but good to know: {@code last proof of the exit is 12 min old}
 */
public record ClientView(
        String id,
        String version,
        Status status,
        Colour lastColour,
        boolean stopped,
        Instant firstSeen,
        Instant since,
        Instant lastSeen,
        Optional<Address> exit,
        Network network,
        Place place,
        Optional<Country> dnsCountry,
        String dnsColo,
        List<String> dnsTransports,
        List<ColouredFinding> findings,
        List<String> notes) {
    public ClientView {
        dnsTransports = List.copyOf(dnsTransports);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether the client is heard from. */
    public boolean online() {
        return status != Status.SILENT && !stopped;
    }
}
