package vpnsentinel.home;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vpnsentinel.network.Address;
import vpnsentinel.network.Answer;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.HostName;
import vpnsentinel.network.Network;
import vpnsentinel.network.Place;
import vpnsentinel.settings.Settings;

/**
 * The name by which clients reach this server, as a source of its home line where third parties may not be asked: its
 * addresses are the line's, as the user says by naming it.
 */
public final class PublicName {
    private final Optional<String> host;

    /** The name in {@code VPN_SENTINEL_PUBLIC_URL}; none where third parties tell the line. */
    public PublicName(Settings settings) {
        host = settings.asksThirdParties()
                ? Optional.empty()
                : settings.optionalUrl("server.public-url").map(HostName::of);
    }

    /** The public addresses that the name has now; empty where there is no such name. */
    public List<Answer<ExitSighting>> sightings() {
        return host.map(PublicName::resolved).orElse(List.of());
    }

    private static List<Answer<ExitSighting>> resolved(String host) {
        List<Answer<ExitSighting>> found = new ArrayList<>();
        try {
            for (InetAddress each : InetAddress.getAllByName(host)) {
                Address address = Address.of(each);
                if (address.isPublic()) {
                    found.add(new Answer.Seen<>(
                            host,
                            new ExitSighting(host, ExitSighting.PUBLIC_NAME, address, Network.UNKNOWN, Place.UNKNOWN)));
                }
            }
        } catch (UnknownHostException e) {
            return List.of(new Answer.Missing<>(host, "the name cannot be resolved"));
        }
        return found.isEmpty() ? List.of(new Answer.Missing<>(host, "the name has no public address")) : found;
    }
}
