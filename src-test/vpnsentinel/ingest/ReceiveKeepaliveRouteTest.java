package vpnsentinel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demo.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.FakeClient;
import support.Rig;
import support.RouteStage;

/** The way of a keepalive: receive-keepalive or register-client, judge-client, colour-finding, and the error policies. */
class ReceiveKeepaliveRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ROUTES = {
        "receive-keepalive", "register-client", "judge-client", "colour-finding", "refuse-request", "route-failed"
    };

    private final FakeClient client = new FakeClient("office");

    private static RouteStage stage() throws Exception {
        return new RouteStage(ROUTES);
    }

    private static JsonNode json(Exchange answer) throws IOException {
        assertThat(answer.getMessage().getHeader("Content-Type")).isEqualTo("application/json");
        return JSON.readTree(answer.getMessage().getBody(byte[].class));
    }

    private static int status(Exchange answer) {
        return answer.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 200, Integer.class);
    }

    @Test
    void aProtectedClientIsAnsweredGreenWithoutReasons() throws Exception {
        try (RouteStage stage = stage().start()) {
            stage.drive("receive-keepalive", client.next());
            stage.arrive();

            JsonNode answer = json(stage.drive("receive-keepalive", client.next()));

            assertThat(answer).isEqualTo(JSON.readTree("""
                    {"status": "ok", "message": "Keepalive received", "server_time": "2026-11-22T08:00:00.000000+00:00",
                     "verdict": "green", "reasons": [], "probe": null}"""));
            assertThat(stage.told()).containsExactly("FIRST_SIGHT green");
        }
    }

    @Test
    void anExposedClientIsAnsweredRedWithItsReasons() throws Exception {
        try (RouteStage stage = stage().start()) {
            client.exits(World.HOME, World.HOME).resolver(World.HOME_RESOLVER);
            stage.drive("receive-keepalive", client.next());
            stage.arrive();

            JsonNode answer = json(stage.drive("receive-keepalive", client.next()));

            assertThat(answer.path("verdict").asText()).isEqualTo("red");
            assertThat(answer.path("interval_s").asInt()).isEqualTo(30);
            assertThat(answer.path("reasons"))
                    .extracting(JsonNode::asText)
                    .containsExactly("exit-on-home-line", "dns-leak");
            assertThat(stage.told()).containsExactly("FIRST_SIGHT red");
        }
    }

    @Test
    void aClientThatIsSuspectedIsToldToLookAgain() throws Exception {
        try (RouteStage stage = stage().start()) {
            client.exits(World.HOME, World.STOCKHOLM.exit());

            JsonNode answer = json(stage.drive("receive-keepalive", client.next()));

            assertThat(answer.path("probe").asText()).isEqualTo("now");
        }
    }

    @Test
    void aRegistrationPutsTheClientOnTheListAtOnce() throws Exception {
        try (RouteStage stage = stage().start()) {
            JsonNode answer = json(
                    stage.drive("register-client", "{\"client_id\": \"newcomer\"}".getBytes(StandardCharsets.UTF_8)));

            assertThat(answer.path("message").asText()).isEqualTo("Client registered");
            assertThat(answer.path("verdict").asText()).isEqualTo("yellow");
            assertThat(stage.fleet.views(stage.now))
                    .extracting(each -> each.id())
                    .containsExactly("newcomer");
        }
    }

    @Test
    void eachFindingIsColouredForItselfAndNoneAsksForNone() throws Exception {
        try (RouteStage stage = stage()) {
            List<String> coloured = new ArrayList<>();
            AdviceWith.adviceWith(
                    stage.context,
                    "judge-client",
                    false,
                    advice -> advice.weaveById("colour-each")
                            .replace()
                            .process(exchange -> coloured.add(exchange.getIn().getBody(String.class))));
            stage.start();

            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            coloured.clear();
            stage.drive("receive-keepalive", client.next());
            assertThat(coloured).isEmpty();

            client.exits(World.HOME, World.HOME).resolver(World.HOME_RESOLVER);
            stage.drive("receive-keepalive", client.next());
            stage.arrive();
            coloured.clear();
            stage.drive("receive-keepalive", client.next());
            assertThat(coloured).containsExactly("exit-on-home-line", "dns-leak");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"receive-keepalive", "register-client"})
    void whatTheContractRefusesIsAnsweredWithItsReason(String route) throws Exception {
        try (RouteStage stage = stage().start()) {
            Exchange answer = stage.drive(route, "{\"client_id\": \"a b\"}".getBytes(StandardCharsets.UTF_8));

            assertThat(status(answer)).isEqualTo(400);
            assertThat(json(answer)).isEqualTo(JSON.readTree("{\"error\": \"Invalid client_id format\"}"));
            assertThat(answer.getException()).isNull();
            assertThat(stage.fleet.views(stage.now)).isEmpty();
        }
    }

    @Test
    void aClientThatSendsTooOftenIsToldWhenToComeBack() throws Exception {
        try (RouteStage stage =
                new RouteStage(Map.of("VPN_SENTINEL_SERVER_RATE_LIMIT_REQUESTS", "2"), ROUTES).start()) {
            stage.drive("receive-keepalive", client.next());
            stage.drive("receive-keepalive", client.next());

            Exchange answer = stage.drive("receive-keepalive", client.next());

            assertThat(status(answer)).isEqualTo(429);
            String wait = answer.getMessage().getHeader("Retry-After", String.class);
            assertThat(json(answer).path("retry_after").asText()).isEqualTo(wait);
            assertThat(Integer.parseInt(wait)).isBetween(1, 120);
        }
    }

    @Test
    void aNewClientBeyondTheMostIsRefusedAndAKnownOneIsNot() throws Exception {
        try (RouteStage stage = new RouteStage(Map.of("VPN_SENTINEL_SERVER_MOST_CLIENTS", "1"), ROUTES).start()) {
            stage.drive("receive-keepalive", client.next());

            Exchange refused =
                    stage.drive("receive-keepalive", "{\"client_id\": \"another\"}".getBytes(StandardCharsets.UTF_8));
            Exchange known = stage.drive("receive-keepalive", client.next());

            assertThat(status(refused)).isEqualTo(429);
            assertThat(json(refused).path("message").asText())
                    .isEqualTo(
                            "The server knows 1 clients and takes no more than 1, see VPN_SENTINEL_SERVER_MOST_CLIENTS");
            assertThat(refused.getMessage().getHeader("Retry-After")).isEqualTo("60");
            assertThat(json(known).path("status").asText()).isEqualTo("ok");
        }
    }

    @Test
    void whileMemoryIsShortOnlyKnownClientsAreTaken() throws Exception {
        try (RouteStage stage = new RouteStage(ROUTES).start()) {
            stage.drive("receive-keepalive", client.next());
            stage.fullHeap = 0.81;

            Exchange refused =
                    stage.drive("receive-keepalive", "{\"client_id\": \"another\"}".getBytes(StandardCharsets.UTF_8));
            Exchange known = stage.drive("receive-keepalive", client.next());

            assertThat(status(refused)).isEqualTo(429);
            assertThat(json(refused).path("message").asText()).contains("short of memory");
            assertThat(json(known).path("status").asText()).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "receive-keepalive, receive-keepalive, read-keepalive",
        "receive-keepalive, judge-client, compare-with-home",
        "receive-keepalive, receive-keepalive, record-keepalive",
        "receive-keepalive, receive-keepalive, answer-keepalive",
        "register-client, register-client, read-registration",
        "register-client, register-client, judge-registration",
        "register-client, register-client, record-registration",
        "register-client, register-client, answer-registration"
    })
    void aStepThatFailsIsAnsweredHonestlyWithoutDetailsAndLoggedOnce(String driven, String route, String step)
            throws Exception {
        try (RouteStage stage = stage().breaking(route, step).start();
                Rig.Log log = Rig.Log.listen()) {
            Exchange answer = stage.drive(driven, client.next());

            assertThat(status(answer)).isEqualTo(500);
            assertThat(json(answer).path("error").asText()).isEqualTo("Internal error");
            assertThat(json(answer).toString()).doesNotContain("purpose", "Exception");
            assertThat(log.events())
                    .filteredOn(line -> line.getFormattedMessage().contains("broken on purpose"))
                    .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage()).contains("route=" + route));
        }
    }

    @Test
    void headersOfTheRequestAreNotSentBack() throws Exception {
        try (RouteStage stage = stage().start()) {
            Exchange answer = stage.context
                    .createFluentProducerTemplate()
                    .to("direct:receive-keepalive")
                    .withBody("nonsense".getBytes(StandardCharsets.UTF_8))
                    .withHeader("X-API-Key", "key")
                    .send();

            assertThat(answer.getMessage().getHeaders()).doesNotContainKey("X-API-Key");
        }
    }
}
