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
 * @param since when it got its present status
 * @param lastSeen when its last keepalive arrived, by the server's clock
 * @param exit how the world sees it
 * @param resolver who resolves its names
 * @param findings all that the rules found, worst colour first
 * @param notes what is no finding but good to know: {@code last proof of the exit is 12 min old}
 * @param inContainer whether it said that it lives in the network of a container, behind a VPN
 */
public record ClientView(
        String id,
        String version,
        Status status,
        Colour lastColour,
        boolean stopped,
        Instant since,
        Instant lastSeen,
        Exit exit,
        Resolver resolver,
        List<ColouredFinding> findings,
        List<String> notes,
        boolean inContainer) {
    /**
     * A client's exit; the last known one, when there is none at present.
     *
     * @param address its address as the world sees it
     * @param network that address's network
     * @param place where that address is said to be
     */
    public record Exit(Optional<Address> address, Network network, Place place) {
        /** None was seen yet. */
        public static final Exit UNKNOWN = new Exit(Optional.empty(), Network.UNKNOWN, Place.UNKNOWN);

        /** Whether it is in another network or country. */
        boolean isElsewhereThan(Exit other) {
            return !network.sameAs(other.network) || !place.country().equals(other.place.country());
        }
    }

    /**
     * A client's resolver.
     *
     * @param country where names are resolved
     * @param colo its point of presence or network, for people; may be empty
     * @param transports by which protocols it is asked, where sources tell: {@code dot}
     */
    public record Resolver(Optional<Country> country, String colo, List<String> transports) {
        /** Nothing is known of it yet. */
        public static final Resolver UNKNOWN = new Resolver(Optional.empty(), "", List.of());

        public Resolver {
            transports = List.copyOf(transports);
        }
    }

    public ClientView {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Whether the client is heard from. */
    public boolean online() {
        return status != Status.SILENT && !stopped;
    }
}
