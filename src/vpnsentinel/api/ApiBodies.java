package vpnsentinel.api;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.health.HealthAnswer;

/** Makes the bodies of the API's answers out of what the server knows. Pure. */
public final class ApiBodies {
    private ApiBodies() {}

    /** The clients by id: the body of {@code GET status}. */
    public static Map<String, ClientBody> status(List<ClientView> clients) {
        Map<String, ClientBody> byId = new LinkedHashMap<>();
        clients(clients).clients().forEach(client -> byId.put(client.clientId(), client));
        return byId;
    }

    /** The clients as a list: the body of {@code GET clients}. */
    public static ClientsBody clients(List<ClientView> clients) {
        List<ClientBody> bodies = clients.stream()
                .sorted(Comparator.comparing(ClientView::id))
                .map(ClientBody::of)
                .toList();
        return new ClientsBody(bodies, bodies.size());
    }

    /** The body of an answer about health. */
    public static HealthBody health(HealthAnswer answer, Instant now) {
        return HealthBody.of(answer, now);
    }
}
