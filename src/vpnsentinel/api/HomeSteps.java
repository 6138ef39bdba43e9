package vpnsentinel.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.engine.Step;
import vpnsentinel.fleet.Fleet;
import vpnsentinel.home.Homes;
import vpnsentinel.http.Reply;
import vpnsentinel.network.Address;
import vpnsentinel.network.ExitSighting;

/** The steps of the routes by which a person looks at what the server has learnt, and mends it. */
public final class HomeSteps {
    private static final Logger LOG = LoggerFactory.getLogger(HomeSteps.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANSWER = "the answer; status, headers";

    private final Homes homes;
    private final Fleet fleet;
    private final InstantSource clock;

    public HomeSteps(Homes homes, Fleet fleet, InstantSource clock) {
        this.homes = homes;
        this.fleet = fleet;
        this.clock = clock;
    }

    /** Makes the steps known to the routes. */
    public void bind(Registry registry) {
        Step.quick("home-entries", "", ANSWER, each -> Reply.json(each, 200, HomeBody.of(homes.entries())))
                .in(registry);
        Step.quick("forget-address", "JSON with an address in the body, as bytes", ANSWER, this::forget)
                .in(registry);
        Step.quick("client-exits", "header client", ANSWER, this::exits).in(registry);
    }

    private void forget(Exchange exchange) {
        Optional<Address> address = address((byte[]) exchange.getIn().getBody());
        if (address.isEmpty()) {
            Reply.error(exchange, 400, "A JSON object with an address is expected");
        } else if (!homes.forget(address.get(), clock.instant())) {
            Reply.error(exchange, 404, address.get() + " was not learnt as a home line");
        } else {
            LOG.info("forgot {} as an address of the home line", address.get());
            fleet.rejudgeAll();
            Reply.json(exchange, 200, Map.of("status", "ok", "message", address.get() + " is forgotten"));
        }
    }

    private static Optional<Address> address(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            return Address.parse(root.path("address").asText());
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private void exits(Exchange exchange) {
        String client = exchange.getIn().getHeader("client", "", String.class);
        Optional<List<ExitSighting>> travels = fleet.travels(client);
        if (travels.isEmpty()) {
            Reply.error(exchange, 404, "No client of this name");
        } else {
            Reply.json(exchange, 200, ExitsBody.of(client, travels.get()));
        }
    }
}
