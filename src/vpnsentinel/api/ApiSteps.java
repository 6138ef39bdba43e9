package vpnsentinel.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.ClientView;
import vpnsentinel.health.HealthAnswer;
import vpnsentinel.health.HealthReport;
import vpnsentinel.http.Reply;

/** The steps of the routes that answer questions to the API: each puts a record into the body, the route writes it. */
public final class ApiSteps {
    private final Supplier<List<ClientView>> clients;
    private final Supplier<HealthReport> health;
    private final JsonNode openApi;
    private final InstantSource clock;

    /** The steps over what the server knows; {@code apiPath} and {@code version} go into the OpenAPI document. */
    public ApiSteps(
            Supplier<List<ClientView>> clients,
            Supplier<HealthReport> health,
            String apiPath,
            String version,
            InstantSource clock) {
        this.clients = clients;
        this.health = health;
        this.openApi = OpenApi.document(apiPath, version);
        this.clock = clock;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        answering("clients-by-id", each -> list(each, ApiBodies.status(clients.get())))
                .leaving(Reply.FOR_ALL)
                .in(registry);
        answering("clients-as-list", each -> list(each, ApiBodies.clients(clients.get())))
                .leaving(Reply.FOR_ALL)
                .in(registry);
        answering("api-health", this::health).in(registry);
        answering("openapi", each -> Reply.json(each, 200, openApi)).in(registry);
    }

    private static Step answering(String name, Processor work) {
        return Step.quick(name, "", "the answer; status, headers", work);
    }

    private static void list(Exchange exchange, Object body) {
        Reply.json(exchange, 200, body);
        Reply.forAll(exchange);
    }

    private void health(Exchange exchange) {
        HealthAnswer answer = health.get().alive();
        Reply.json(exchange, answer.httpStatus(), ApiBodies.health(answer, clock.instant()));
    }
}
