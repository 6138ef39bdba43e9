package vpnsentinel.probe;

import java.net.URI;
import java.util.List;
import vpnsentinel.call.RememberedNames;
import vpnsentinel.network.ExitSighting;
import vpnsentinel.network.HostName;
import vpnsentinel.settings.Settings;

/** The STUN servers that the settings name; the one on the server's own host belongs to the own path. */
public final class StunServers {
    private StunServers() {}

    public static StunProbe probe(Settings settings) {
        return new StunProbe(of(settings), settings.duration("probe.timeout"), new RememberedNames()::resolve);
    }

    static List<StunServer> of(Settings settings) {
        URI own = settings.url("client.server-url");
        return settings.endpoints("probe.stun-servers").stream()
                .map(StunServer::at)
                .map(server ->
                        server.host().equalsIgnoreCase(HostName.of(own)) ? server.runBy(ExitSighting.OWN_PATH) : server)
                .filter(server ->
                        settings.asksThirdParties() || server.operator().equals(ExitSighting.OWN_PATH))
                .toList();
    }
}
